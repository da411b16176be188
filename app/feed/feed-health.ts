import type { Clock } from "../clock.ts";
import type { FeedState } from "./states.ts";

export type FeedVerdict = "ok" | "disconnected" | "stale";

/** Whether prices arrive: subscribed, and an event applied within the time that a silence may last. */
export class FeedHealth {
  readonly #clock: Clock;
  readonly #freshSeconds: number;
  #subscribed = false;
  #lastEventAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, freshSeconds: number) {
    this.#clock = clock;
    this.#freshSeconds = freshSeconds;
  }

  state({ state }: FeedState): void {
    this.#subscribed = state === "subscribed";
  }

  applied(): void {
    this.#lastEventAt = this.#clock.elapsed();
  }

  verdict(): FeedVerdict {
    if (!this.#subscribed) return "disconnected";
    return this.#clock.elapsed() - this.#lastEventAt <= this.#freshSeconds ? "ok" : "stale";
  }
}
