import { usualSeriesOf, usualValuesOf } from "./cost.ts";
import type { AnyMetric } from "./definitions.ts";
import type { RecordedMetrics } from "./recording.ts";

/** Metrics as a recording would hold them, were they exposed just as they are declared. */
export const asRecorded = (metrics: readonly AnyMetric[]): RecordedMetrics =>
  Object.fromEntries(
    metrics.map((metric) => {
      const { name, type, help, domains } = metric;
      const labels = Object.fromEntries(
        Object.entries(domains).map(([label, domain]) => [label, usualValuesOf(domain)] as const),
      );
      return [name, { type, help, labels, series: usualSeriesOf(metric) }];
    }),
  );
