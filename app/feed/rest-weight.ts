import type { Clock } from "../clock.ts";

const MINUTE_MS = 60_000;
/** What a refusal without Retry-After makes us wait. */
const DEFAULT_WAIT_MS = MINUTE_MS;

/**
 * What we may ask of the exchange: a weight a minute, and nothing while it refuses. The weight is counted by the exchange
 * for all that our address asks; ours is a share of it, so that others are not shut out.
 * Source: binance-spot-api-docs, rest-api.md, "IP Limits".
 */
export class RestWeight {
  readonly #clock: Clock;
  readonly #budget: number;
  #minute = 0;
  #used = 0;
  /** Seconds, monotonic: a clock that is set does not shorten a ban. */
  #refusedUntil = 0;

  constructor(clock: Clock, budget: number) {
    this.#clock = clock;
    this.#budget = budget;
  }

  /** Milliseconds until a request of this weight may be made; 0: now. */
  waitMs(weight: number): number {
    const refusedMs = (this.#refusedUntil - this.#clock.elapsed()) * 1000;
    if (refusedMs > 0) return refusedMs;
    this.#roll();
    return this.#used + weight <= this.#budget ? 0 : MINUTE_MS - (this.#clock.now() % MINUTE_MS);
  }

  /** A request is made; the exchange's own count follows with its answer. */
  spend(weight: number): void {
    this.#roll();
    this.#used += weight;
  }

  /** The weight that the exchange says is used in this minute. */
  told(used: number): void {
    this.#roll();
    this.#used = used;
  }

  refused(waitMs: number = DEFAULT_WAIT_MS): void {
    this.#refusedUntil = Math.max(this.#refusedUntil, this.#clock.elapsed() + waitMs / 1000);
  }

  #roll(): void {
    const minute = Math.floor(this.#clock.now() / MINUTE_MS);
    if (minute !== this.#minute) this.#used = 0;
    this.#minute = minute;
  }
}
