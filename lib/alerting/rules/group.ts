import type { Unit } from "../../metrics/units.ts";
import type { Alert } from "./alert.ts";
import type { Recorded } from "./record.ts";

export type Recording = Recorded<string, Unit>;

/** Rules of one topic; Prometheus evaluates them one after the other, at the global evaluation interval. */
export interface Group {
  /** Lower case with hyphens: it names the rule file too. */
  readonly name: string;
  /** Before the alerts, each after those that it reads: so an evaluation sees the values of its own time. */
  readonly recordings: readonly Recording[];
  readonly alerts: readonly Alert[];
}
export const group = (name: string, alerts: readonly Alert[], recordings: readonly Recording[] = []): Group => ({
  name,
  recordings,
  alerts,
});
