import { stretches } from "./coverage.ts";
import type { Evaluations, Labels, Series } from "./series.ts";

/** How long an alert waits before it fires, and goes on once its condition ended. Milliseconds. */
export interface Holds {
  readonly for: number;
  readonly keepFiringFor: number;
}

/** One alert that fired. Instants of evaluations, in milliseconds since 1970. */
export interface Firing {
  readonly labels: Labels;
  readonly from: number;
  /** The evaluation at which it no longer fired; undefined where it still does at the last. */
  readonly until: number | undefined;
}

/**
 * When an alert fires for series that its expression gave at these evaluations, in the order of time. One evaluation
 * without a sample ends `for`, which then begins anew; NaN is a sample. A firing alert goes on for `keepFiringFor` from
 * the first evaluation without a sample. A changed label is another alert. Source: Prometheus' rules/alerting.go,
 * AlertingRule.Eval.
 */
export const firings = (series: readonly Series[], holds: Holds, evaluations: Evaluations): readonly Firing[] =>
  series
    .flatMap(({ labels, at }) => firingsOf(at, holds, evaluations).map((firing) => ({ labels, ...firing })))
    .sort((left, right) => left.from - right.from);

function firingsOf(at: readonly number[], holds: Holds, { interval, last }: Evaluations): Omit<Firing, "labels">[] {
  const found: { from: number; until: number }[] = [];
  for (const { from, to } of stretches(at, interval)) {
    const before = found.at(-1);
    const fires = from + whole(holds.for, interval);
    const until = to + interval + whole(holds.keepFiringFor, interval);
    if (before && from <= before.until) before.until = until;
    else if (fires <= to) found.push({ from: fires, until });
  }
  return found.map(({ from, until }) => ({ from, until: until > last ? undefined : until }));
}

/** A length in whole intervals: it passes at an evaluation. */
export const whole = (length: number, interval: number): number => Math.ceil(length / interval) * interval;

/** What of the firings lies in a stretch of time; one that reaches in began before. */
export const within = (found: readonly Firing[], from: number): readonly Firing[] =>
  found
    .filter(({ until }) => until === undefined || until > from)
    .map((firing) => (firing.from < from ? { ...firing, from } : firing));
