import type { Check } from "../check.ts";
import { constantOf } from "../constants.ts";
import { at, ofKind, sliceOf } from "./support.ts";

/** Which arguments are quantiles. */
const QUANTILES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  ...{ histogram_quantile: [0, 1], quantile_over_time: [0, 1], quantile: [0, 1], histogram_quantiles: [2, 12] },
};

export const quantileRange: Check = {
  id: "histogram/quantile",
  summary: "A quantile outside 0..1",
  why: "A quantile is a share, not a percentage: above 1 the result is infinite and below 0 it is minus infinite, so a comparison with it is always true or never.",
  bad: ["histogram_quantile(99, sum by (le) (rate(wait_seconds_bucket[5m])))", "quantile(1.5, queue_bytes)"],
  good: [
    "histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[5m])))",
    "quantile_over_time(0.5, queue_bytes[5m])",
  ],
  run: (subject) =>
    [...ofKind(subject, "call"), ...ofKind(subject, "aggregation")].flatMap((node) => {
      const name = node.kind === "call" ? node.name : node.operator;
      const [from, to] = QUANTILES[name] ?? [0, 0];
      return node.arguments.slice(from, to).flatMap((argument) => {
        const value = constantOf(argument);
        if (value === undefined || (value >= 0 && value <= 1)) return [];
        const share = value > 1 && value <= 100 ? `${Number((value / 100).toPrecision(12))}` : undefined;
        return [at(argument, `${sliceOf(subject, argument)} is no quantile: it must lie within 0 and 1`, share)];
      });
    }),
};
