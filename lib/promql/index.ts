export { divided, duration, parseDuration } from "../metrics/duration.ts";
export { average, count, max, min, sum, top } from "./aggregations.ts";
export {
  absolute,
  added,
  atLeast,
  difference,
  labelled,
  orZero,
  ratio,
  remaining,
  shareOf,
  total,
  union,
} from "./arithmetic.ts";
export { above, absent, always, and, below, both, is, not, or, unless } from "./conditions.ts";
export { increase, rate } from "./counters.ts";
export { rateInterval, shownRange, type Variable, type Window } from "./duration.ts";
export { age, changes, highest, lowest, mean, predicted, present, seen, until, value } from "./gauges.ts";
export {
  buckets,
  counted,
  meanObservation,
  observations,
  observed,
  quantile,
  slowerThan,
  within,
} from "./histograms.ts";
export { renamed } from "./rename.ts";
export { where } from "./selectors.ts";
export { type Condition, promql, type TargetLabel, type Vector } from "./vector.ts";
