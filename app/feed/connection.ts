import { WebSocket } from "ws";
import type { Cancel, Clock } from "../clock.ts";
import { decode, type Frame } from "./decode.ts";
import type { EndReason } from "./states.ts";

export interface ConnectionTimings {
  /** A connection without a frame for so long is dead, whatever its socket says. */
  readonly silenceMs: number;
  readonly handshakeMs: number;
}

export interface ConnectionOptions {
  readonly url: string;
  readonly streams: readonly string[];
  readonly clock: Clock;
  readonly timings: ConnectionTimings;
}

export interface ConnectionListener {
  opened(): void;
  subscribed(): void;
  frame(frame: Frame): void;
  /** Called exactly once, and last. */
  ended(reason: EndReason, detail: string): void;
}

const MAX_FRAME_BYTES = 4 * 2 ** 20;
const SUBSCRIBE_ID = 1;

/** One connection to the exchange from its handshake to its end. It does not come back: the client makes the next. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #listener: ConnectionListener;
  #cancelWatchdog: Cancel = () => undefined;
  #lastFrameAt: number;
  #reason: EndReason = "refused";
  #detail = "connection failed";
  #ended = false;

  constructor(options: ConnectionOptions, listener: ConnectionListener) {
    this.#options = options;
    this.#listener = listener;
    this.#lastFrameAt = options.clock.elapsed();
    this.#socket = new WebSocket(options.url, {
      perMessageDeflate: false,
      maxPayload: MAX_FRAME_BYTES,
      handshakeTimeout: options.timings.handshakeMs,
    });
    this.#socket.on("open", () => this.#opened());
    this.#socket.on("message", (data) => this.#received(String(data)));
    this.#socket.on("error", (error) => this.#failed(error));
    this.#socket.on("close", (code) => this.#closed(code));
  }

  /** Ends it without waiting for the other side, which may be dead. */
  end(reason: EndReason, detail: string): void {
    this.#reason = reason;
    this.#detail = detail;
    this.#finish();
    this.#socket.terminate();
  }

  #opened(): void {
    this.#reason = "closed";
    this.#detail = "closed by the exchange";
    this.#lastFrameAt = this.#options.clock.elapsed();
    this.#watch(this.#options.timings.silenceMs);
    this.#listener.opened();
    this.#socket.send(JSON.stringify({ method: "SUBSCRIBE", params: this.#options.streams, id: SUBSCRIBE_ID }));
  }

  #received(text: string): void {
    if (this.#ended) return;
    this.#lastFrameAt = this.#options.clock.elapsed();
    const frame = decode(text, this.#options.clock.now());
    this.#listener.frame(frame);
    if (frame.type === "acknowledged" && frame.id === SUBSCRIBE_ID) this.#listener.subscribed();
    else if (frame.type === "error") this.end("refused", `exchange error ${frame.code}: ${frame.message}`);
    else if (frame.type === "shutdown") this.end("shutdown", "the exchange announced its shutdown");
  }

  #failed(error: Error): void {
    this.#detail = error.message;
  }

  #closed(code: number): void {
    if (this.#reason === "closed") this.#detail = `${this.#detail} (code ${code})`;
    this.#finish();
  }

  /** Looks again when the silence could be complete; one timer, whatever the rate of frames. */
  #watch(afterMs: number): void {
    this.#cancelWatchdog = this.#options.clock.after(afterMs, () => {
      const { silenceMs } = this.#options.timings;
      const silentMs = (this.#options.clock.elapsed() - this.#lastFrameAt) * 1000;
      if (silentMs >= silenceMs) this.end("silent", `no frame for ${silenceMs} ms`);
      else this.#watch(Math.max(1, silenceMs - silentMs));
    });
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancelWatchdog();
    this.#listener.ended(this.#reason, this.#detail);
  }
}
