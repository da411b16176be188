/**
 * PromQL's functions as Prometheus 3.13 has them. Source: promql/parser/functions.go of its Go module (v0.313.5); the
 * differential test against promtool holds this table to it.
 */
import type { ValueType } from "./types.ts";

export interface Signature {
  readonly arguments: readonly ValueType[];
  /** How many of the arguments, from the end, may be left out. */
  readonly optional: number;
  /** The last argument may be repeated up to this many arguments in all. */
  readonly most: number;
  readonly returns: ValueType;
  readonly experimental: boolean;
}

const LETTERS: Readonly<Record<string, ValueType>> = {
  s: "scalar",
  v: "instant vector",
  r: "range vector",
  t: "string",
};

/** `sv -> v`: s scalar, v instant vector, r range vector, t string; `?` may be left out, `*` any number of times. */
function signature(text: string, experimental: boolean): Signature {
  const [taken = "", returned = ""] = text.split(" -> ");
  const letters = taken.replaceAll(/[^svrt]/g, "");
  const types = [...letters].map((letter) => LETTERS[letter] as ValueType);
  const optional = /[?*]$/.test(taken) ? 1 : 0;
  const most = taken.endsWith("*") ? Number.POSITIVE_INFINITY : types.length;
  return { arguments: types, optional, most, returns: LETTERS[returned] as ValueType, experimental };
}

const STABLE: Readonly<Record<string, string>> = {
  "v -> v":
    "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp",
  "r -> v":
    "absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time",
  "v? -> v": "days_in_month day_of_month day_of_week day_of_year hour minute month year",
  " -> s": "pi time",
  "v -> s": "scalar",
  "s -> v": "vector",
  "vs -> v": "clamp_max clamp_min",
  "vss -> v": "clamp",
  "vs? -> v": "round",
  "sv -> v": "histogram_quantile",
  "ssv -> v": "histogram_fraction",
  "rs -> v": "predict_linear",
  "sr -> v": "quantile_over_time",
  "vtttt -> v": "label_replace",
  "vttt* -> v": "label_join",
};
const EXPERIMENTAL: Readonly<Record<string, string>> = {
  "r -> v":
    "first_over_time mad_over_time ts_of_first_over_time ts_of_max_over_time ts_of_min_over_time ts_of_last_over_time",
  "rss -> v": "double_exponential_smoothing",
  "vv? -> v": "info",
  "vt* -> v": "sort_by_label sort_by_label_desc",
  "ss -> s": "max_of min_of",
  " -> s": "start end range step",
};

const table = (rows: Readonly<Record<string, string>>, experimental: boolean): [string, Signature][] =>
  Object.entries(rows).flatMap(([text, names]) =>
    names.split(" ").map((name): [string, Signature] => [name, signature(text, experimental)]),
  );

/** Function name to signature. */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map([
  ...table(STABLE, false),
  ...table(EXPERIMENTAL, true),
  // One to ten quantiles.
  ["histogram_quantiles", { ...signature("vtss? -> v", true), most: 12 }],
]);

/** Aggregation operators that take a parameter, and its type. */
export const PARAMETERS: ReadonlyMap<string, ValueType> = new Map([
  ["topk", "scalar"],
  ["bottomk", "scalar"],
  ["quantile", "scalar"],
  ["count_values", "string"],
  ["limitk", "scalar"],
  ["limit_ratio", "scalar"],
]);
export const EXPERIMENTAL_AGGREGATIONS: ReadonlySet<string> = new Set(["limitk", "limit_ratio"]);
