import type { Duration } from "../metrics/units.ts";

/** A command run inside the service; exit 0 is healthy. */
export interface Health {
  readonly command: readonly string[];
  readonly interval: Duration;
  readonly timeout: Duration;
  readonly retries: number;
  /** Failures before this much time has passed do not count. */
  readonly startPeriod: Duration;
}
