import type { Family, RecordedFamily, Source } from "./exposition.ts";
import type { Sample } from "./series.ts";
import { formatBound, seriesText } from "./text.ts";

interface RegistryValue {
  readonly value: number;
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number | undefined>>;
}

interface RegistryMetric {
  readonly name: string;
  readonly help: string;
  readonly type: unknown;
  readonly values?: readonly RegistryValue[];
}

/** What a prom-client Registry asks of a metric. */
interface Registered {
  get(): Promise<unknown>;
}

/** The part of a prom-client Registry that is used: structural, so that no global registry is imported here. */
export interface MetricsRegistry {
  registerMetric(metric: Registered): void;
  getMetricsAsJSON(): Promise<readonly unknown[]>;
}

const labelText = (name: string, value: string | number): readonly [string, string] => [
  name,
  name === "le" && typeof value === "number" ? formatBound(value) : String(value),
];

function sample(metric: RegistryMetric, { value, metricName, labels }: RegistryValue): Sample {
  const pairs = Object.entries(labels).flatMap(([name, text]) => (text === undefined ? [] : [labelText(name, text)]));
  return [seriesText(metricName ?? metric.name, pairs), value];
}

const family = (metric: RegistryMetric): Family => ({
  name: metric.name,
  help: metric.help,
  type: String(metric.type),
  samples: () => (metric.values ?? []).map((value) => sample(metric, value)),
});

const registryValue = ([metricName, labels, value]: readonly [
  string,
  Iterable<readonly [string, string]>,
  number,
]) => ({
  metricName,
  labels: Object.fromEntries(labels),
  value,
});

/** One of our families as prom-client's own: `registry.metrics()` shows it, and its name cannot be taken twice. */
const registered = ({ name, help, type, points }: RecordedFamily, hidden: () => boolean) => ({
  ...{ name, help, type, aggregator: "sum" },
  get: async () => ({
    name,
    help,
    type,
    aggregator: "sum",
    values: hidden() ? undefined : points().map(registryValue),
  }),
  /** What is counted is counted: `registry.resetMetrics()` begins anew with the others. */
  reset: () => undefined,
});

/**
 * The families of a prom-client registry, read anew for every text. Ours are registered there beside them, and are left
 * out when it is read: they come from the recorder itself, without an object a series.
 */
export function registrySource(registry: MetricsRegistry, own: readonly RecordedFamily[]): Source {
  let reading = false;
  for (const one of own) registry.registerMetric(registered(one, () => reading));
  return {
    async families() {
      reading = true;
      // Every metric is asked before the first wait.
      const read = registry.getMetricsAsJSON();
      reading = false;
      return (await read).map((metric) => family(metric as RegistryMetric));
    },
  };
}
