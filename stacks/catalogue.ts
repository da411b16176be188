import { seriesOf, usualSeriesOf, usualValuesOf, type ValueCounts } from "../lib/metrics/cost.ts";
import type { AnyMetric } from "../lib/metrics/definitions.ts";
import type { RecordedMetric, RecordedMetrics, Recording } from "../lib/metrics/recording.ts";
import type { BaseUnit, Duration } from "../lib/metrics/units.ts";
import type { ScrapeLimits, Target } from "../lib/services/target.ts";
import { catalogue, isOwn, type Job } from "../metrics/index.ts";
import { exporterOf, metricsOf, SCRAPE } from "./recordings.ts";

/** A metric as one target of a job exposes it. */
export interface ListedMetric {
  readonly name: string;
  readonly type: string;
  /** Undefined where nothing of ours uses the metric: exporters do not tell units. */
  readonly unit: BaseUnit | undefined;
  readonly help: string;
  /** Label names, with the number of their values: ours as they usually are, others' as recorded. */
  readonly labels: Readonly<Record<string, number>>;
  readonly series: number;
  /** Series at most; of others nobody knows, so they are as recorded. */
  readonly most: number;
  /** `ours` is declared and recorded by nobody else; `used` by our rules or panels; `recorded` only. */
  readonly whose: "ours" | "used" | "recorded";
}

/** A job of an environment, with everything that it exposes. */
export interface ListedJob {
  readonly job: Job;
  /** `redis-exporter 1.88.0`: whose metrics they are, ours aside. */
  readonly exporter: string;
  /** False where that exporter could never be scraped to be recorded: its metrics are then only those that we use. */
  readonly recorded: boolean;
  readonly targets: number;
  readonly interval: Duration;
  readonly limits: ScrapeLimits;
  /** Of one target, in the order of their names. */
  readonly metrics: readonly ListedMetric[];
  /** Series in a scrape of one target, as its sample limit counts them: usually, and at most. */
  readonly exposed: number;
  readonly most: number;
  /** Series of one target with those that Prometheus adds. */
  readonly series: number;
}

interface Given {
  readonly targets: readonly Target<Job>[];
  readonly interval: Duration;
  readonly recordings: readonly Recording[];
  /** Values of labels that only a configuration bounds; as they usually are where it does not say. */
  readonly values?: ValueCounts;
}

/** Every job of these targets: ours by its declarations, an exporter's by the recording of its version. */
export function listedJobs(given: Given): readonly ListedJob[] {
  const jobs = [...new Set(given.targets.map(({ job }) => job))];
  return jobs.map((job) => listedJob(given.targets.filter((target) => target.job === job) as OfOneJob, given));
}

type OfOneJob = [Target<Job>, ...Target<Job>[]];

/** Metrics that every one of these jobs has, as its scrape's own: shown once. */
export const inEveryJob = (jobs: readonly ListedJob[]): readonly ListedMetric[] =>
  (jobs[0]?.metrics ?? []).filter(({ name }) =>
    jobs.every(({ metrics }) => metrics.some((metric) => metric.name === name)),
  );

function listedJob(targets: OfOneJob, { interval, recordings, values = {} }: Given): ListedJob {
  const [target] = targets;
  const { exporter, version } = exporterOf(target);
  const exported = metricsOf(recordings, { exporter, version });
  const scrape = metricsOf(recordings, SCRAPE) ?? {};
  const metrics = listedMetrics(catalogue[target.job], { ...scrape, ...exported }, values);
  const own = metrics.filter(({ name }) => !Object.hasOwn(scrape, name));
  const added = total(metrics, "series") - total(own, "series");
  // What nobody could record counts as much as it may.
  const exposed = exported ? total(own, "series") : target.limits.samples;
  return {
    job: target.job,
    exporter: `${exporter} ${version}`,
    recorded: exported !== undefined,
    targets: targets.length,
    interval: target.interval ?? interval,
    limits: target.limits,
    metrics,
    exposed,
    most: exported ? total(own, "most") : exposed,
    series: exposed + added,
  };
}

const total = (metrics: readonly ListedMetric[], which: "series" | "most"): number =>
  metrics.reduce((sum, metric) => sum + metric[which], 0);

function listedMetrics(
  declared: readonly AnyMetric[],
  recorded: RecordedMetrics,
  values: ValueCounts,
): readonly ListedMetric[] {
  const names = [...new Set([...declared.map(({ name }) => name), ...Object.keys(recorded)])].sort();
  return names.map((name) => {
    const metric = declared.find((one) => one.name === name);
    const seen = Object.hasOwn(recorded, name) ? recorded[name] : undefined;
    if (metric && isOwn(metric)) return ours(metric, values);
    return { name, ...described(metric, seen), unit: metric?.unit, whose: metric ? "used" : "recorded" };
  });
}

const ours = (metric: AnyMetric, values: ValueCounts): ListedMetric => ({
  name: metric.name,
  type: metric.type,
  unit: metric.unit,
  help: metric.help,
  labels: declaredLabels(metric, values),
  series: usualSeriesOf(metric, values),
  most: seriesOf(metric, values),
  whose: "ours",
});

/** An untyped metric is what we say it is; what is not recorded is as we declare it. */
const described = (metric: AnyMetric | undefined, seen: RecordedMetric | undefined) => ({
  type: metric?.type ?? seen?.type ?? "untyped",
  help: metric?.help ?? seen?.help ?? "",
  labels: seen?.labels ?? (metric ? declaredLabels(metric, {}) : {}),
  series: seen?.series ?? 0,
  most: seen?.series ?? 0,
});

const declaredLabels = ({ domains }: AnyMetric, values: ValueCounts): ValueCounts =>
  Object.fromEntries(Object.entries(domains).map(([label, domain]) => [label, usualValuesOf(domain, values[label])]));
