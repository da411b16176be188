import type { Check } from "../check.ts";
import { at, knownSelectors, sliceOf } from "./support.ts";

export const histogramBaseName: Check = {
  id: "histogram/base-name",
  summary: "A classic histogram is queried by its base name",
  why: "A classic histogram exposes only _bucket, _sum and _count; no series has the base name, so the expression is empty whatever happens.",
  bad: ["wait_seconds > 0.5", "avg(wait_seconds)"],
  good: [
    "histogram_quantile(0.99, sum by (le) (rate(wait_seconds_bucket[5m]))) > 0.5",
    "rate(wait_seconds_count[5m])",
    "histogram_quantile(0.99, sum(rate(render_seconds[5m])))",
  ],
  run: (subject) =>
    knownSelectors(subject)
      .filter(({ series }) => series.type === "histogram")
      .map(({ node, series: { metric } }) => {
        const matchers = sliceOf(subject, { from: node.nameSpan.to, to: node.to });
        const quantile = `histogram_quantile(0.99, sum by (job, le) (rate(${metric.name}_bucket${matchers}[5m])))`;
        const message = `${metric.name} is a classic histogram and has no series of this name, only ${metric.name}_bucket, _sum and _count: this is always empty`;
        return at(node, message, quantile);
      }),
};
