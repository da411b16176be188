import type { WebSocket } from "ws";
import type { Cancel, Clock } from "../clock.ts";
import { parseRequest, type Refusal, type Request } from "./requests.ts";

export interface SessionLimits {
  readonly pingEveryMs: number;
  readonly pongWithinMs: number;
  /** Incoming messages a second, pings and pongs included. */
  readonly messagesPerSecond: number;
  readonly streams: number;
}

/** Binance's: a ping every 20 s, its pong within a minute, 5 messages a second, 1,024 streams. */
export const SESSION_LIMITS: SessionLimits = {
  pingEveryMs: 20_000,
  pongWithinMs: 60_000,
  messagesPerSecond: 5,
  streams: 1_024,
};

export type Violation = "message-rate" | "pong";

export interface SessionOptions {
  readonly socket: WebSocket;
  readonly streams: readonly string[];
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly violated: (rule: Violation) => void;
}

const POLICY_VIOLATION = 1008;

/** One client: its subscriptions, and the rules that it must keep. */
export class Session {
  readonly #options: SessionOptions;
  readonly #streams: Set<string>;
  readonly #cancels: Cancel[];
  #messagesThisSecond = 0;
  #lastPongAt: number;

  constructor(options: SessionOptions) {
    const { socket, clock, limits } = options;
    this.#options = options;
    this.#streams = new Set(options.streams);
    this.#lastPongAt = clock.elapsed();
    this.#cancels = [
      clock.every(limits.pingEveryMs, () => this.#ping()),
      clock.every(1_000, () => {
        this.#messagesThisSecond = 0;
      }),
    ];
    socket.on("message", (data) => this.#counted(() => this.#answer(String(data))));
    socket.on("ping", () => this.#counted(() => undefined));
    socket.on("pong", () => this.#counted(() => this.#ponged()));
    socket.on("close", () => this.#closed());
  }

  wants(stream: string): boolean {
    return this.#streams.has(stream);
  }

  send(text: string): void {
    if (this.#options.socket.readyState === this.#options.socket.OPEN) this.#options.socket.send(text);
  }

  #closed(): void {
    for (const cancel of this.#cancels) cancel();
  }

  #ponged(): void {
    this.#lastPongAt = this.#options.clock.elapsed();
  }

  #ping(): void {
    const { clock, limits, socket } = this.#options;
    if ((clock.elapsed() - this.#lastPongAt) * 1000 > limits.pongWithinMs) this.#violated("pong");
    else socket.ping(String(clock.now()));
  }

  #counted(handle: () => void): void {
    this.#messagesThisSecond += 1;
    if (this.#messagesThisSecond > this.#options.limits.messagesPerSecond) this.#violated("message-rate");
    else handle();
  }

  #violated(rule: Violation): void {
    this.#options.violated(rule);
    if (rule === "pong") this.#options.socket.terminate();
    else this.#options.socket.close(POLICY_VIOLATION, "Too many requests");
  }

  #answer(text: string): void {
    const request = parseRequest(text);
    this.send(JSON.stringify("code" in request ? { ...request } : this.#perform(request)));
  }

  #perform(request: Request): { readonly result: unknown; readonly id: unknown } | Refusal {
    const { id } = request;
    if (request.method === "LIST_SUBSCRIPTIONS") return { result: [...this.#streams], id };
    if (request.method === "UNSUBSCRIBE") for (const stream of request.streams) this.#streams.delete(stream);
    else if (new Set([...this.#streams, ...request.streams]).size > this.#options.limits.streams)
      return { code: 2, msg: `Invalid request: more than ${this.#options.limits.streams} streams`, id };
    else for (const stream of request.streams) this.#streams.add(stream);
    return { result: null, id };
  }
}
