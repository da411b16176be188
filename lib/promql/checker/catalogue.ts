import type { AnyMetric, LabelDomain } from "../../metrics/definitions.ts";
import type { Recording } from "../../metrics/recording.ts";
import type { Unit } from "../../metrics/units.ts";

/** What the checker knows of a metric. */
export interface KnownMetric {
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram" | "summary" | "untyped";
  /** Undefined when only a recording knows the metric: exporters do not tell units. */
  readonly unit: Unit | undefined;
  /** Label to its values; undefined values: any. The labels of the target are not among them. */
  readonly labels: Readonly<Record<string, LabelDomain | undefined>>;
  /** Upper bounds of a classic histogram, in ascending order, without +Inf; undefined when they are not known. */
  readonly buckets: readonly number[] | undefined;
  /** Who exposes it; undefined when that is not known. */
  readonly jobs: readonly string[] | undefined;
  /** A native histogram: queried by its own name, without `le`. */
  readonly native?: boolean;
  /** Labels of which all its series have one value: those that its recording rule selects. */
  readonly fixed?: readonly string[];
  /** Written by a recording rule: its labels are all that its series carry. */
  readonly recorded?: boolean;
}

export interface Catalogue {
  readonly metrics: ReadonlyMap<string, KnownMetric>;
  readonly jobs: readonly string[];
  /** Metrics of which only the name is known. */
  readonly opaque?: ReadonlySet<string>;
}

/** Labels that Prometheus gives every scraped series. */
export const TARGET_LABELS: readonly string[] = ["job", "instance"];

/** What Prometheus itself writes of its alerts; labels as each alert has them. */
const OWN: readonly KnownMetric[] = ["ALERTS", "ALERTS_FOR_STATE"].map((name) => ({
  ...{ name, type: "gauge", unit: undefined, buckets: undefined, jobs: undefined },
  labels: { alertname: undefined, alertstate: ["pending", "firing"], severity: undefined, owner: undefined },
}));

/** The declared metrics of every job, and beside them what recordings of the same exporters hold. */
export function catalogueOf(
  jobs: Readonly<Record<string, readonly AnyMetric[]>>,
  recordings: readonly Recording[] = [],
): Catalogue {
  const metrics = new Map(OWN.map((metric) => [metric.name, metric]));
  for (const recording of recordings)
    for (const [name, { type, labels }] of Object.entries(recording.metrics))
      metrics.set(name, recorded(name, type, Object.keys(labels)));
  const declared = new Map<string, KnownMetric>();
  for (const [job, list] of Object.entries(jobs))
    for (const metric of list)
      declared.set(metric.name, known(metric, [...(declared.get(metric.name)?.jobs ?? []), job]));
  return { metrics: new Map([...metrics, ...declared]), jobs: Object.keys(jobs) };
}

const recorded = (name: string, type: string, labels: readonly string[]): KnownMetric => ({
  ...{ name, unit: undefined, buckets: undefined, jobs: undefined },
  type: isType(type) ? type : "untyped",
  labels: Object.fromEntries(labels.map((label) => [label, undefined])),
});

const isType = (type: string): type is KnownMetric["type"] =>
  ["counter", "gauge", "histogram", "summary", "untyped"].includes(type);

const known = (metric: AnyMetric, jobs: readonly string[]): KnownMetric => ({
  name: metric.name,
  type: metric.type,
  unit: metric.unit,
  labels: metric.domains,
  buckets: metric.type === "histogram" ? metric.buckets.map(({ value }) => value) : undefined,
  jobs,
});
