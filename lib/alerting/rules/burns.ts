import { type Duration, days, hours, minutes } from "../../metrics/units.ts";

/** The error budget is spent so many times as fast as it may be: over the long window, and still over the short one. */
export interface Burn {
  readonly rate: number;
  readonly long: Duration;
  /** Ends the alert soon after the failures end. */
  readonly short: Duration;
  /** How far apart the values are that the windows are added up from. */
  readonly every: Duration;
}
/** The quickest first. */
export type Burns = readonly [Burn, ...Burn[]];

/** Source: Google, The Site Reliability Workbook, chapter 5 "Alerting on SLOs", table 5-8. */
export const PAGE: Burns = [
  { rate: 14.4, long: hours(1), short: minutes(5), every: minutes(1) },
  { rate: 6, long: hours(6), short: minutes(30), every: minutes(5) },
];
export const TICKET: Burns = [{ rate: 1, long: days(3), short: hours(6), every: minutes(30) }];

export const FASTEST = PAGE[0].rate;
export const LONGEST = TICKET[0].long;
