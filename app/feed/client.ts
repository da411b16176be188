import type { Cancel, Clock, Random } from "../clock.ts";
import type { MarketEvent } from "../engine/events.ts";
import { type BackoffOptions, backoffDelay } from "./backoff.ts";
import { Connection, type ConnectionTimings } from "./connection.ts";
import type { Frame } from "./decode.ts";
import type { EndReason, FeedState, FrameOutcome } from "./states.ts";

export interface FeedTimings extends ConnectionTimings, BackoffOptions {
  /** A connection that lived so long starts the back-off anew. */
  readonly healthyMs: number;
}

/** Binance allows 300 connection attempts in 5 minutes and sends a mini ticker a second. */
export const FEED_TIMINGS: FeedTimings = {
  silenceMs: 45_000,
  handshakeMs: 10_000,
  baseMs: 1_000,
  capMs: 30_000,
  healthyMs: 60_000,
};

export interface FeedOptions {
  /** Of the combined streams, `wss://…/stream`. */
  readonly url: string;
  readonly streams: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly timings: FeedTimings;
}

export interface FeedListener {
  state(state: FeedState): void;
  /** Returns whether the event was ours and applied. */
  event(event: MarketEvent): boolean;
  frame(outcome: FrameOutcome): void;
}

/** Keeps one subscribed connection to the exchange, for ever, until stopped. */
export class FeedClient {
  readonly #options: FeedOptions;
  readonly #listener: FeedListener;
  #connection: Connection | undefined;
  #cancelRetry: Cancel = () => undefined;
  #attempt = 0;
  #openedAt: number | undefined;
  #stopped = false;

  constructor(options: FeedOptions, listener: FeedListener) {
    this.#options = options;
    this.#listener = listener;
  }

  start(): void {
    this.#connect();
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#cancelRetry();
    this.#connection?.end("closed", "stopped by us");
    this.#listener.state({ state: "stopped" });
  }

  #connect(): void {
    this.#openedAt = undefined;
    this.#listener.state({ state: "connecting", attempt: this.#attempt });
    this.#connection = new Connection(this.#options, {
      opened: () => {
        this.#openedAt = this.#options.clock.elapsed();
        this.#listener.state({ state: "open" });
      },
      subscribed: () => this.#listener.state({ state: "subscribed", streams: this.#options.streams.length }),
      frame: (frame) => this.#listener.frame(this.#outcome(frame)),
      ended: (reason, detail) => this.#ended(reason, detail),
    });
  }

  #outcome(frame: Frame): FrameOutcome {
    if (frame.type === "event") return this.#listener.event(frame.event) ? "applied" : "unknown";
    return frame.type === "malformed" || frame.type === "unknown" ? frame.type : "control";
  }

  #ended(reason: EndReason, detail: string): void {
    if (this.#stopped) return;
    if (this.#wasHealthy()) this.#attempt = 0;
    const { clock, random, timings } = this.#options;
    // An announced shutdown is no failure: the next connection is opened at once, unless they follow each other.
    const atOnce = reason === "shutdown" && this.#attempt === 0;
    const delayMs = atOnce ? 0 : backoffDelay(this.#attempt, random(), timings);
    this.#attempt += 1;
    this.#listener.state({ state: "retrying", attempt: this.#attempt, delayMs, reason, detail });
    this.#cancelRetry = clock.after(delayMs, () => this.#connect());
  }

  #wasHealthy(): boolean {
    const { clock, timings } = this.#options;
    return this.#openedAt !== undefined && (clock.elapsed() - this.#openedAt) * 1000 >= timings.healthyMs;
  }
}
