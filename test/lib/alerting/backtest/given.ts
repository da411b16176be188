import type { Labels, Series } from "../../../../lib/alerting/backtest/index.ts";

export const MINUTE = 60_000;

/** A series with a sample at each `x`, a minute apart from 1970 on. */
export const seriesOf = (marks: string, labels: Labels): Series => ({
  labels,
  at: [...marks].flatMap((mark, index) => (mark === "x" ? [index * MINUTE] : [])),
});
