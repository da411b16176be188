import type { Alert } from "./alert.ts";

/** Alerts of one topic; Prometheus evaluates them one after the other, at the global evaluation interval. */
export interface Group {
  /** Lower case with hyphens: it names the rule file too. */
  readonly name: string;
  readonly alerts: readonly Alert[];
}
export const group = (name: string, alerts: readonly Alert[]): Group => ({ name, alerts });
