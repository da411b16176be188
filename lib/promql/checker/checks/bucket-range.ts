import type { Check, Finding } from "../check.ts";
import { constantOf } from "../constants.ts";
import { COMPARISONS } from "../operators.ts";
import { at, ofKind } from "./support.ts";

export const bucketRange: Check = {
  id: "histogram/threshold",
  summary: "A threshold that the buckets cannot show",
  why: "A quantile is never above the highest finite bound, however slow things are: a threshold at or above it never fires. Below the lowest bound it is only guessed at.",
  bad: [
    "histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[5m]))) > 60",
    "histogram_quantile(0.99, rate(wait_seconds_bucket[5m])) > 500",
  ],
  good: ["histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[5m]))) > 1"],
  run: (subject) =>
    ofKind(subject, "binary").flatMap((node): readonly Finding[] => {
      const buckets = subject.factsOf(node.left).quantileOf?.buckets;
      const threshold = COMPARISONS.has(node.operator) ? constantOf(node.right) : undefined;
      const highest = buckets?.at(-1);
      const lowest = buckets?.[0];
      if (threshold === undefined || highest === undefined || lowest === undefined) return [];
      if (node.operator.startsWith(">") && threshold >= highest)
        return [at(node, `a quantile is at most the highest bound, ${highest}: it is never above ${threshold}`)];
      if (threshold < lowest)
        return [at(node, `the lowest bound is ${lowest}: whether a quantile lies above ${threshold} cannot be seen`)];
      return [];
    }),
};
