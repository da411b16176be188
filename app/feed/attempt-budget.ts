export interface BudgetLimits {
  readonly attempts: number;
  readonly windowSeconds: number;
}

/**
 * Binance lets in 300 connection attempts in 5 minutes from an address. A fifth is left to whoever shares ours: a process
 * that is being replaced, an engineer's own client.
 * Source: binance-spot-api-docs, web-socket-streams.md, "Websocket Limits".
 */
export const ATTEMPT_BUDGET: BudgetLimits = { attempts: 240, windowSeconds: 300 };

/** The attempts to connect that all shards make together, over a sliding window. Times are elapsed seconds. */
export class AttemptBudget {
  readonly #limits: BudgetLimits;
  #attempts: number[] = [];
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor(limits: BudgetLimits = ATTEMPT_BUDGET) {
    this.#limits = limits;
  }

  /** Takes one attempt and returns 0, or takes none and returns the seconds until there may be one. */
  take(now: number): number {
    const { attempts, windowSeconds } = this.#limits;
    this.#attempts = this.#attempts.filter((at) => at > now - windowSeconds);
    const [first = now] = this.#attempts;
    const full = this.#attempts.length < attempts ? 0 : first + windowSeconds - now;
    const wait = Math.max(full, this.#heldUntil - now, 0);
    if (wait === 0) this.#attempts.push(now);
    return wait;
  }

  /** The exchange answered with `Retry-After`: nobody tries before. */
  hold(now: number, seconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, now + seconds);
  }
}
