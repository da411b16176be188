import { type Duration, days, hours, minutes } from "../../metrics/units.ts";

/** The error budget is spent so many times as fast as it may be: over the long window, and still over the short one. */
export interface Burn {
  readonly rate: number;
  readonly long: Duration;
  /** Ends the alert soon after the failures end. */
  readonly short: Duration;
}
export type Burns = readonly [fast: Burn, slow: Burn];

/** Source: Google, The Site Reliability Workbook, chapter 5 "Alerting on SLOs", table 5-8. */
export const PAGE: Burns = [
  { rate: 14.4, long: hours(1), short: minutes(5) },
  { rate: 6, long: hours(6), short: minutes(30) },
];
/**
 * The same table has the second; the first is kubernetes-mixin's (KubeAPIErrorBudgetBurn): a bad day that busier ones
 * around it would hide.
 */
export const TICKET: Burns = [
  { rate: 3, long: days(1), short: hours(2) },
  { rate: 1, long: days(3), short: hours(6) },
];

export const FASTEST = PAGE[0].rate;
export const LONGEST = TICKET[1].long;
