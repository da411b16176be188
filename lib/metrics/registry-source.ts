import type { Family, Source } from "./exposition.ts";
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

/** The part of a prom-client Registry that is read: structural, so that no global registry is imported here. */
export interface MetricsRegistry {
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

/** The families of a prom-client registry, read anew for every text. */
export const registrySource = (registry: MetricsRegistry): Source => ({
  families: async () => (await registry.getMetricsAsJSON()).map((metric) => family(metric as RegistryMetric)),
});
