import { seriesName } from "./legend.ts";
import { type InstantSeries, type Labels, numberOf, type QueryData, type RangeSeries } from "./prometheus.ts";
import type { Request } from "./request.ts";

/** One curve. */
export interface Series {
  readonly refId: string;
  readonly name: string;
  /** Whether the name was asked for, or is made of the labels. */
  readonly named: boolean;
  readonly labels: Labels;
  /** Milliseconds since 1970, ascending. */
  readonly times: readonly number[];
  /** Null where there was no sample. */
  readonly values: readonly (number | null)[];
  /** Milliseconds between two points. */
  readonly step: number;
}

/** An answer as curves. Those of a range have a point at every step, so that a gap is seen as one. */
export function seriesOf(request: Request, data: QueryData): readonly Series[] {
  switch (data.resultType) {
    case "matrix":
      return data.result.map((series) => rangeSeries(request, series));
    case "vector":
      return data.result.map((series) => instantSeries(request, series));
    case "scalar":
      return [instantSeries(request, { metric: {}, value: data.result })];
    case "string":
      return [];
  }
}

function rangeSeries(request: Request, { metric, values }: RangeSeries): Series {
  const { from, to } = request.span;
  const { step } = request;
  const times = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  const filled: (number | null)[] = times.map(() => null);
  for (const [seconds, text] of values) filled[Math.round((seconds * 1000 - from) / step)] = numberOf(text);
  return { ...described(request, metric), times, values: filled };
}

const instantSeries = (request: Request, { metric, value: [seconds, text] }: InstantSeries): Series => ({
  ...described(request, metric),
  times: [Math.round(seconds * 1000)],
  values: [numberOf(text)],
});

const described = ({ refId, legend, expr, step }: Request, labels: Labels) => ({
  refId,
  name: seriesName(legend, labels, expr),
  named: (legend !== undefined && legend !== "" && legend !== "__auto") || Object.keys(labels).length === 0,
  labels,
  step,
});
