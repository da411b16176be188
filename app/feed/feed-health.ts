import type { Clock } from "../clock.ts";
import { FeedStatus } from "./feed-status.ts";
import type { FeedState } from "./states.ts";

export type FeedVerdict = "ok" | "disconnected" | "stale";

/** Whether prices arrive: every shard subscribed, and an event applied within the time that a silence may last. */
export class FeedHealth {
  readonly #clock: Clock;
  readonly #freshSeconds: number;
  readonly #status = new FeedStatus();
  #lastEventAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, freshSeconds: number) {
    this.#clock = clock;
    this.#freshSeconds = freshSeconds;
  }

  state(state: FeedState): void {
    this.#status.apply(state);
  }

  applied(): void {
    this.#lastEventAt = this.#clock.elapsed();
  }

  verdict(): FeedVerdict {
    if (!this.#status.isConnected) return "disconnected";
    return this.#clock.elapsed() - this.#lastEventAt <= this.#freshSeconds ? "ok" : "stale";
  }
}
