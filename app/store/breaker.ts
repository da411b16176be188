import type { Clock, Random } from "../clock.ts";

/** Closed: the store is used; open: it is left alone for a while; half-open: one use is trying it out. */
export const BREAKER_STATES = ["closed", "open", "half-open"] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

export interface BreakerOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly changed: (state: BreakerState) => void;
}

/** One failure may be a connection that broke; as many in a row are a store that is away. */
export const FAILURES_TO_OPEN = 3;
const FIRST_PAUSE_SECONDS = 1;
export const LONGEST_PAUSE_SECONDS = 30;

/**
 * Keeps a store that is away from being asked without pause. The pauses double, and half of each is chance, so that
 * many applications do not return to a store that has just come up at the same moment.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  #state: BreakerState = "closed";
  #failures = 0;
  /** Seconds of the clock at which an open breaker lets one use through. */
  #reopensAt = 0;

  constructor(options: BreakerOptions) {
    this.#options = options;
    options.changed(this.#state);
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Whether the store may be used now; a yes after a pause is the one trial, whose end has to be told. */
  admits(): boolean {
    if (this.#state === "closed") return true;
    if (this.#state === "half-open" || this.#options.clock.elapsed() < this.#reopensAt) return false;
    this.#become("half-open");
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#become("closed");
  }

  failed(): void {
    this.#failures += 1;
    if (this.#failures < FAILURES_TO_OPEN) return;
    const doublings = this.#failures - FAILURES_TO_OPEN;
    const pause = Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** doublings);
    this.#reopensAt = this.#options.clock.elapsed() + (pause * (1 + this.#options.random())) / 2;
    this.#become("open");
  }

  #become(state: BreakerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.changed(state);
  }
}
