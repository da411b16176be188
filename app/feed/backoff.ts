export interface BackoffOptions {
  /** Upper bound of the first delay, milliseconds. */
  readonly baseMs: number;
  /** Upper bound of every delay, milliseconds. */
  readonly capMs: number;
}

/**
 * Milliseconds to wait before attempt number `attempt` (from 0), with full jitter, so that clients which lost the same
 * exchange do not return together. `chance` is uniform in [0, 1).
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const backoffDelay = (attempt: number, chance: number, { baseMs, capMs }: BackoffOptions): number =>
  chance * Math.min(capMs, baseMs * 2 ** attempt);
