export { divided, duration, parseDuration } from "../metrics/duration.ts";
export { rateInterval, type Variable, type Window } from "./duration.ts";
export {
  age,
  changes,
  highest,
  increase,
  lowest,
  observations,
  observed,
  predicted,
  quantile,
  rate,
  slowerThan,
  value,
} from "./functions.ts";
export {
  above,
  absent,
  absolute,
  always,
  and,
  below,
  count,
  difference,
  is,
  max,
  min,
  promql,
  ratio,
  sum,
  unless,
} from "./operators.ts";
export { where } from "./selectors.ts";
export type { Condition, TargetLabel, Vector } from "./vector.ts";
