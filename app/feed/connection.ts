import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { Cancel, Clock } from "../clock.ts";
import type { MarketEvent } from "../engine/events.ts";
import { retryAfterMs } from "../http/retry-after.ts";
import { Control } from "./control.ts";
import { decode, type Frame } from "./decode.ts";
import type { ConnectionState, EndReason, FrameOutcome } from "./states.ts";
import { Watchdog } from "./watchdog.ts";

export interface ConnectionTimings {
  /** A connection without a frame for so long is dead, whatever its socket says. */
  readonly silenceMs: number;
  /** A ping that is so late does not come. */
  readonly pingMs: number;
  readonly handshakeMs: number;
  /** A request that is not answered within this is not going to be. */
  readonly answerMs: number;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly streams: readonly string[];
  readonly clock: Clock;
  readonly timings: ConnectionTimings;
}

export interface ConnectionListener {
  state(state: ConnectionState): void;
  event(event: MarketEvent): void;
  /** A frame that is no event. */
  frame(outcome: FrameOutcome): void;
}

const MAX_FRAME_BYTES = 4 * 2 ** 20;

/**
 * One connection to the exchange from its handshake to its end. It does not come back: its shard makes the next. It ends
 * without waiting for the other side, which may be dead: `terminate()`, never `close()`.
 */
export class Connection {
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #listener: ConnectionListener;
  readonly #control: Control;
  readonly #cancelHandshake: Cancel;
  #silence: Watchdog | undefined;
  #pings: Watchdog | undefined;
  #reason: EndReason = "refused";
  #detail = "connection failed";
  #hasEnded = false;
  /** Of the chunk that is being read, milliseconds since the epoch. */
  #receivedAt: number | undefined;

  constructor(options: ConnectionOptions, listener: ConnectionListener) {
    const { url, clock, streams, timings } = options;
    this.#options = options;
    this.#listener = listener;
    this.#socket = new WebSocket(url, {
      perMessageDeflate: false,
      maxPayload: MAX_FRAME_BYTES,
      skipUTF8Validation: true,
      allowSynchronousEvents: true,
      autoPong: false,
    });
    this.#control = new Control({
      clock,
      streams,
      answerMs: timings.answerMs,
      request: (text) => this.#socket.send(text),
      pong: (payload) => this.#socket.pong(payload),
      tell: (state) => this.#tell(state),
      failed: (reason, detail) => this.end(reason, detail),
    });
    this.#cancelHandshake = clock.after(timings.handshakeMs, () =>
      this.end("refused", `no handshake within ${timings.handshakeMs} ms`),
    );
    this.#listen();
  }

  /** Changes what it is subscribed to. */
  want(streams: readonly string[]): void {
    this.#control.want(streams);
  }

  end(reason: EndReason, detail: string, retryAfterSeconds?: number): void {
    if (this.#hasEnded) return;
    this.stop();
    this.#listener.state({ state: "ended", reason, detail, retryAfterSeconds });
  }

  /** Ends it and tells nobody. */
  stop(): void {
    this.#hasEnded = true;
    this.#cancelHandshake();
    this.#control.stop();
    this.#silence?.stop();
    this.#pings?.stop();
    this.#socket.terminate();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on("open", () => this.#opened());
    // With the binary type "nodebuffer", which is the default, every message is one Buffer.
    socket.on("message", (data) => this.#received(data as Buffer));
    socket.on("ping", (payload) => this.#pinged(payload));
    socket.on("unexpected-response", (_, response) => this.#turnedAway(response));
    socket.on("error", (error) => this.#failed(error));
    socket.on("close", (code) => this.#closed(code));
  }

  #tell(state: ConnectionState): void {
    if (!this.#hasEnded) this.#listener.state(state);
  }

  #opened(): void {
    this.#cancelHandshake();
    this.#reason = "closed";
    this.#detail = "closed by the exchange";
    const { clock, timings } = this.#options;
    this.#silence = new Watchdog({
      clock,
      limitMs: timings.silenceMs,
      expired: () => this.end("silent", `no frame for ${timings.silenceMs} ms`),
    });
    this.#pings = new Watchdog({
      clock,
      limitMs: timings.pingMs,
      expired: (missed) => this.#tell({ state: "ping-missed", missed }),
    });
    this.#tell({ state: "open" });
    this.#control.start();
  }

  #received(data: Buffer): void {
    if (this.#hasEnded) return;
    const frame = decode(data, this.#receivedAt ?? this.#chunk());
    if (frame.type === "event") this.#listener.event(frame.event);
    else this.#listener.frame(this.#outcome(frame));
  }

  /** Messages of one chunk of the socket arrive in one turn, so its clocks are read once. */
  #chunk(): number {
    const now = this.#options.clock.now();
    this.#receivedAt = now;
    this.#silence?.seen();
    queueMicrotask(() => {
      this.#receivedAt = undefined;
    });
    return now;
  }

  #outcome(frame: Exclude<Frame, { type: "event" }>): FrameOutcome {
    switch (frame.type) {
      case "acknowledged":
      case "error":
        return this.#control.answered(frame) ? "control" : "stray";
      case "shutdown":
        this.#reason = "shutdown";
        this.#tell({ state: "shutdown-announced" });
        return "control";
      default:
        return frame.type;
    }
  }

  #pinged(payload: Buffer): void {
    if (this.#hasEnded) return;
    this.#pings?.seen();
    this.#control.pinged(payload);
  }

  #turnedAway({ statusCode, headers }: IncomingMessage): void {
    const waitMs = retryAfterMs(headers["retry-after"] ?? null, this.#options.clock.now());
    this.end("refused", `Unexpected server response: ${statusCode}`, waitMs === undefined ? undefined : waitMs / 1000);
  }

  /** A frame that breaks the protocol ends the connection at once: `ws` alone would wait for the other side's goodbye. */
  #failed(error: Error & { readonly code?: string }): void {
    this.#detail = error.message;
    if (error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH")
      this.end("oversized", `frame over ${MAX_FRAME_BYTES} bytes`);
    else if (error.code?.startsWith("WS_ERR_")) this.end("invalid", error.message);
  }

  #closed(code: number): void {
    this.end(this.#reason, this.#reason === "refused" ? this.#detail : `${this.#detail} (code ${code})`);
  }
}
