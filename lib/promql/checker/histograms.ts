import type { Binary } from "../parse/ast.ts";
import type { Facts } from "./facts.ts";

/** What samples are; undefined where it cannot be known. */
export type Samples = "floats" | "native histograms" | undefined;

/**
 * What becomes of native histograms: `keeps` them, `reads` floats off them, or leaves them out of its result. Source:
 * prometheus.io/docs/prometheus/latest/querying/functions and /operators.
 */
const KEEPS =
  "rate irate increase delta idelta avg_over_time sum_over_time last_over_time first_over_time label_replace label_join sort_by_label sort_by_label_desc sum avg limitk limit_ratio";
const READS =
  "absent absent_over_time changes resets count_over_time present_over_time timestamp ts_of_first_over_time ts_of_last_over_time count group count_values histogram_quantile histogram_quantiles histogram_fraction histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar";
const kept: ReadonlySet<string> = new Set(KEEPS.split(" "));
const read: ReadonlySet<string> = new Set(READS.split(" "));

/** Whether a function or an aggregation leaves native histograms out. */
export const leavesOut = (name: string): boolean => !kept.has(name) && !read.has(name);

/** What a function or an aggregation makes of samples. */
export const samplesOf = (name: string, of: Samples): Samples => (kept.has(name) ? of : "floats");

/** What an operator makes of its sides; `nothing` when Prometheus has no such operation and drops the result. */
export function joined({ operator }: Binary, left: Samples, right: Samples): Samples | "nothing" {
  if (left === undefined || right === undefined) return undefined;
  if (left === "floats" && right === "floats") return "floats";
  return POSSIBLE[left === right ? "both" : left === "floats" ? "right" : "left"].has(operator)
    ? "native histograms"
    : "nothing";
}

const POSSIBLE = {
  both: new Set(["+", "-", "==", "!="]),
  left: new Set(["*", "/", "</", ">/"]),
  right: new Set(["*"]),
} as const;

/** Of a histogram's rate the observations are counted a second. */
export const countUnit = ({ unit, bucketsOf }: Facts): Facts["unit"] =>
  bucketsOf !== undefined && unit !== bucketsOf.unit ? "items/s" : "items";
