import { formatBound } from "../../../metrics/text.ts";
import type { KnownMetric } from "../../../promql/checker/catalogue.ts";
import type { LabelSet } from "./labels.ts";
import type { Reading } from "./reading.ts";
import { type Course, counted, levels, restarts } from "./shapes.ts";
import { growth } from "./values.ts";

/** A series of a metric: what its name and labels have beside the metric's own. */
export interface Part {
  readonly suffix: string;
  readonly labels: LabelSet;
  readonly values: readonly number[];
}

/** What fell into which bucket at one step. */
interface Fallen {
  readonly count: number;
  readonly bucket: number;
}

/** The parts of a classic histogram, which agree: observations fall into a bucket for a while, some into another. */
export function histogramParts(metric: KnownMetric, reading: Reading, course: Course): readonly Part[] {
  const bounds = [...(metric.buckets ?? []), Number.POSITIVE_INFINITY];
  const fallen = observations(bounds.length, growth(reading, course, { whole: true }), course);
  const anew = restarts(course);
  const part = (suffix: string, brought: (one: Fallen) => number, labels: LabelSet = {}): Part => ({
    ...{ suffix, labels },
    values: counted(fallen.map(brought), anew),
  });
  const parts = [
    part("_count", ({ count }) => count),
    part("_sum", ({ count, bucket }) => count * typical(bounds, bucket)),
    ...bounds.map((bound, index) =>
      part("_bucket", ({ count, bucket }) => (bucket <= index ? count : 0), { le: formatBound(bound) }),
    ),
  ];
  const read = new Set(reading.series.filter((one) => one.metric === metric).map((one) => `_${one.part}`));
  return parts.filter(({ suffix }) => read.has(suffix));
}

function observations(buckets: number, events: readonly number[], course: Course): readonly Fallen[] {
  const usual = levels([0, ...Array.from({ length: buckets - 1 }, (_, index) => index + 1)], course);
  return events.map((count, index) => {
    const near = Math.min(buckets - 1, Math.max(0, Math.round(usual[index] ?? 0)));
    return { count, bucket: course.random.chance(0.1) ? course.random.below(buckets) : near };
  });
}

/** A value in the bucket; above the last bound, twice that. */
function typical(bounds: readonly number[], bucket: number): number {
  const bound = bounds[bucket] ?? Number.POSITIVE_INFINITY;
  return Number.isFinite(bound) ? bound * 0.9 : (bounds.at(-2) ?? 1) * 2;
}
