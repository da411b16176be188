import type { Query, QueryIn } from "../query.ts";
import type { BareThreshold, Threshold, ThresholdIn } from "../threshold.ts";
import { type DrawableUnit, grafanaUnit, type PanelUnit } from "../units.ts";
import { type Described, type DescribedInput, described } from "./described.ts";

/** What a value is called and how it is coloured, where a number says little: 0 is "down", in red. */
export interface State {
  readonly value: number;
  readonly text: string;
  /** A colour of Grafana's: `red`, `green`. */
  readonly color: string;
}

/** How values are written and judged. */
export interface Scale {
  /** Grafana's id of the unit. */
  readonly unit: string;
  /** In ascending order. Green on the good side of all, red on the bad side of all, orange between. */
  readonly thresholds: readonly Threshold[];
  /** Which side of the thresholds is bad: from the last one on, or below the first. */
  readonly bad: "high" | "low";
  readonly states: readonly State[];
  /** Ends of the axis or bar, in the unit; undefined: as the values have it. */
  readonly min?: number;
  readonly max?: number;
}

export interface Drawn extends Described, Scale {
  readonly queries: readonly Query[];
}

export interface ScaleInput<U extends PanelUnit> {
  readonly thresholds?: readonly (ThresholdIn<Extract<NoInfer<U>, DrawableUnit>> | BareThreshold)[];
  readonly bad?: Scale["bad"];
  readonly states?: readonly State[];
  readonly min?: number;
  readonly max?: number;
}

/** One unit a panel: `U` comes from the first query only, so that a second unit is an error and not a union. */
export interface DrawnInput<U extends PanelUnit> extends DescribedInput, ScaleInput<U> {
  readonly queries: readonly [QueryIn<U>, ...QueryIn<NoInfer<U>>[]];
}

/** The scale of a panel or column that is drawn in `unit`. */
export const scale = <U extends PanelUnit>(unit: U, input: ScaleInput<U>): Scale => ({
  unit: grafanaUnit(unit),
  thresholds: ascending(input.thresholds ?? []),
  bad: input.bad ?? "high",
  states: input.states ?? [],
  ...(input.min !== undefined && { min: input.min }),
  ...(input.max !== undefined && { max: input.max }),
});

/** The common part of a panel that draws queries. */
export const drawn = <U extends PanelUnit>(key: string, input: DrawnInput<U>): Drawn => ({
  ...described(key, input),
  ...scale(input.queries[0].unit, input),
  queries: input.queries.map(({ promql, legend }) => ({ promql, legend })),
});

const ascending = (thresholds: readonly Threshold[]): readonly Threshold[] =>
  thresholds
    .map(({ value, alert }) => ({ value, ...(alert !== undefined && { alert }) }))
    .sort((a, b) => a.value - b.value);
