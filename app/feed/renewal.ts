export interface RenewalTimings {
  /** A connection is replaced when it is so old, give or take the jitter. */
  readonly renewalMs: number;
  readonly renewalJitterMs: number;
}

/**
 * Binance ends a connection at 24 hours: it is replaced between 22.5 and 23.5 of them, so that shards which began together
 * do not renew together. `chance` is uniform in [0, 1).
 * Source: binance-spot-api-docs, web-socket-streams.md, "General WSS information".
 */
export const renewalDelay = (chance: number, { renewalMs, renewalJitterMs }: RenewalTimings): number =>
  renewalMs + (2 * chance - 1) * renewalJitterMs;
