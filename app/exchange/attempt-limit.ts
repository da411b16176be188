/** Binance's: 300 connection attempts in 5 minutes from an address. */
export const ATTEMPT_LIMIT = { attempts: 300, windowSeconds: 300, strikes: 10, banSeconds: 120 } as const;

export interface AttemptLimits {
  readonly attempts: number;
  readonly windowSeconds: number;
  /** Attempts over the limit that turn 429 (slow down) into 418 (banned). */
  readonly strikes: number;
  readonly banSeconds: number;
}

export interface Turned {
  readonly status: 418 | 429;
  readonly retryAfterSeconds: number;
}

/**
 * Counts the connection attempts of each address over a sliding window.
 * Source: binance-spot-api-docs, web-socket-streams.md, "Websocket Limits"; rest-api.md, "IP Limits" for 429, 418 and
 * `Retry-After`. The exchange bans for two minutes up to three days; here it is always the shortest.
 */
export class AttemptLimit {
  readonly #limits: AttemptLimits;
  readonly #addresses = new Map<string, { attempts: number[]; strikes: number; bannedUntil: number }>();

  constructor(limits: AttemptLimits) {
    this.#limits = limits;
  }

  /** Counts an attempt at `now`, elapsed seconds; undefined when it is let in. */
  turned(address: string, now: number): Turned | undefined {
    const { attempts: most, windowSeconds, strikes, banSeconds } = this.#limits;
    const record = this.#addresses.get(address) ?? { attempts: [], strikes: 0, bannedUntil: 0 };
    this.#addresses.set(address, record);
    if (now < record.bannedUntil) return { status: 418, retryAfterSeconds: Math.ceil(record.bannedUntil - now) };
    record.attempts = record.attempts.filter((at) => at > now - windowSeconds);
    const [first = now] = record.attempts;
    if (record.attempts.length < most) {
      record.attempts.push(now);
      record.strikes = 0;
      return undefined;
    }
    record.strikes += 1;
    if (record.strikes < strikes) return { status: 429, retryAfterSeconds: Math.ceil(first + windowSeconds - now) };
    record.bannedUntil = now + banSeconds;
    record.strikes = 0;
    return { status: 418, retryAfterSeconds: banSeconds };
  }
}
