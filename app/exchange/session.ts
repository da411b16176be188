import type { WebSocket } from "ws";
import type { VIOLATIONS } from "../../metrics/quantflow/exchange.ts";
import type { Cancel, Clock } from "../clock.ts";
import type { Faults } from "./faults.ts";
import { parseRequest, type Refusal, type Request } from "./requests.ts";

export interface SessionLimits {
  readonly pingEveryMs: number;
  readonly pongWithinMs: number;
  /** Incoming messages a second, pings and pongs included. */
  readonly messagesPerSecond: number;
  readonly streams: number;
  /** A connection ends after so long. */
  readonly lifetimeMs: number;
}

/** Binance's: a ping every 20 s, its pong within a minute, 5 messages a second, 1,024 streams, 24 hours. */
export const SESSION_LIMITS: SessionLimits = {
  pingEveryMs: 20_000,
  pongWithinMs: 60_000,
  messagesPerSecond: 5,
  streams: 1_024,
  lifetimeMs: 24 * 3_600_000,
};

export type Violation = (typeof VIOLATIONS)[number];

export interface SessionOptions {
  readonly socket: WebSocket;
  readonly streams: readonly string[];
  readonly clock: Clock;
  readonly limits: SessionLimits;
  /** The faults in force. */
  readonly faults: () => Faults;
  readonly violated: (rule: Violation) => void;
}

type Answer = { readonly result: unknown; readonly id: unknown } | Refusal;

const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;

/** One client: its subscriptions, and the rules that it must keep. */
export class Session {
  readonly #options: SessionOptions;
  readonly #streams: Set<string>;
  readonly #cancels: Cancel[];
  #messagesThisSecond = 0;
  /** Of the first ping that no pong has followed, by the clock's elapsed seconds. */
  #unansweredSince: number | undefined;

  constructor(options: SessionOptions) {
    const { socket, clock, limits } = options;
    this.#options = options;
    this.#streams = new Set(options.streams);
    this.#cancels = [
      clock.every(limits.pingEveryMs, () => this.#ping()),
      clock.every(1_000, () => {
        this.#messagesThisSecond = 0;
      }),
      clock.after(limits.lifetimeMs, () => socket.close(GOING_AWAY)),
    ];
    socket.on("message", (data) => this.#counted(() => this.#answer(String(data))));
    socket.on("ping", () => this.#counted(() => undefined));
    socket.on("pong", () => this.#counted(() => this.#ponged()));
    socket.on("close", () => this.#closed());
    if (this.#streams.size > limits.streams) this.#violated("streams");
  }

  wants(stream: string): boolean {
    return this.#streams.has(stream);
  }

  send(text: string): void {
    const { socket, faults } = this.#options;
    if (socket.readyState === socket.OPEN && !faults().freeze) socket.send(text);
  }

  #closed(): void {
    for (const cancel of this.#cancels) cancel();
  }

  #ponged(): void {
    this.#unansweredSince = undefined;
  }

  #ping(): void {
    const { clock, limits, socket, faults } = this.#options;
    if (faults().mute || faults().freeze) return;
    const now = clock.elapsed();
    this.#unansweredSince ??= now;
    if ((now - this.#unansweredSince) * 1000 >= limits.pongWithinMs) this.#violated("pong");
    else socket.ping(String(clock.now()));
  }

  #counted(handle: () => void): void {
    this.#messagesThisSecond += 1;
    if (this.#messagesThisSecond > this.#options.limits.messagesPerSecond) this.#violated("message-rate");
    else handle();
  }

  #violated(rule: Violation): void {
    const { socket, violated } = this.#options;
    if (socket.readyState !== socket.OPEN) return;
    violated(rule);
    if (rule === "pong") socket.terminate();
    else socket.close(POLICY_VIOLATION, rule === "streams" ? "Too many streams" : "Too many requests");
  }

  #answer(text: string): void {
    const request = parseRequest(text);
    const answer: Answer | undefined =
      "code" in request ? request : (this.#rejection(request) ?? this.#perform(request));
    if (answer !== undefined && !this.#options.faults().ignore) this.send(JSON.stringify(answer));
  }

  #rejection(request: Request): Refusal | undefined {
    const { reject } = this.#options.faults();
    if (!reject || request.method !== "SUBSCRIBE") return undefined;
    const bad = request.streams.find((stream) => stream.includes(reject.containing));
    if (bad === undefined) return undefined;
    const refusal = { code: 2, msg: `Invalid request: cannot subscribe to \`${bad}\`` };
    return reject.anonymous ? refusal : { ...refusal, id: request.id };
  }

  /** Carries a request out; one that breaks a rule is not answered, its connection ends. */
  #perform(request: Request): Answer | undefined {
    const { id } = request;
    if (request.method === "LIST_SUBSCRIPTIONS") return { result: [...this.#streams], id };
    if (request.method === "UNSUBSCRIBE") for (const stream of request.streams) this.#streams.delete(stream);
    else for (const stream of request.streams) this.#streams.add(stream);
    if (this.#streams.size <= this.#options.limits.streams) return { result: null, id };
    this.#violated("streams");
    return undefined;
  }
}
