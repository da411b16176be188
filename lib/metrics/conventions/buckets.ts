import { histogram } from "../definitions.ts";
import { type Duration, milliseconds, minutes, seconds } from "../units.ts";
import type { Convention } from "./convention.ts";

const latency = (...buckets: readonly Duration[]) => [
  histogram({ name: "quantflow_latency_seconds", help: "Age of an event.", unit: "seconds", buckets }),
];

export const ascending: Convention = {
  id: "buckets/ascending",
  summary: "A histogram's buckets are numbers in ascending order, at least one",
  why: "An observation is counted in the first bucket that it fits, so one out of order stays empty and every quantile is wrong.",
  bad: [
    latency(),
    latency(seconds(1), milliseconds(500)),
    latency(seconds(60), minutes(1)),
    latency(seconds(Number.NaN)),
    latency(seconds(1), seconds(Number.POSITIVE_INFINITY)),
  ],
  good: [latency(milliseconds(500), seconds(1), minutes(1))],
  run: (metric) => {
    if (metric.type !== "histogram") return [];
    const { buckets } = metric;
    if (buckets.length === 0) return ["has no buckets: name the bounds that its alerts and panels ask about"];
    const strange = buckets.find(({ value }) => !Number.isFinite(value));
    if (strange) return [`has the bucket ${strange.text}: leave it out, +Inf is always there`];
    const late = buckets.findIndex(({ value }, index) => index > 0 && value <= (buckets[index - 1]?.value ?? 0));
    if (late === -1) return [];
    return [`has the bucket ${buckets[late]?.text} after ${buckets[late - 1]?.text}: put them in ascending order`];
  },
};
