import type { Check, Finding } from "../check.ts";
import { at, comparedWithNumber } from "./support.ts";

export const bucketRange: Check = {
  id: "histogram/threshold",
  summary: "A threshold that the buckets cannot show",
  why: "A quantile is never above the highest finite bound, however slow things are: a threshold at or above it never fires. Below the lowest bound it is only guessed at.",
  bad: [
    "histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[5m]))) > 60",
    "histogram_quantile(0.99, rate(wait_seconds_bucket[5m])) > 500",
    "60 < histogram_quantile(0.99, rate(wait_seconds_bucket[5m]))",
    "histogram_quantile(0.99, rate(wait_seconds_bucket[5m])) > 0.1",
  ],
  good: ["histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[5m]))) > 1"],
  run: (subject) =>
    comparedWithNumber(subject).flatMap(({ node, side, operator, value }): readonly Finding[] => {
      const buckets = subject.factsOf(side).quantileOf?.buckets;
      const [highest, lowest] = [buckets?.at(-1), buckets?.[0]];
      if (highest === undefined || lowest === undefined) return [];
      if (operator.startsWith(">") && value >= highest)
        return [at(node, `a quantile is at most the highest bound, ${highest}: it is never above ${value}`)];
      if (value < lowest)
        return [at(node, `the lowest bound is ${lowest}: whether a quantile lies above ${value} cannot be seen`)];
      return [];
    }),
};
