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
  seen,
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
  difference,
  is,
  labelled,
  max,
  ratio,
  sum,
  unless,
} from "./operators.ts";
export { where } from "./selectors.ts";
export type { Condition, TargetLabel, Vector } from "./vector.ts";
