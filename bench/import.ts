import { type PrometheusSource, plainDashboard, rawQuery, timeseries } from "../lib/dashboards/index.ts";
import { importDashboard } from "../lib/dashboards/reading/import.ts";
import { printDashboard } from "../lib/dashboards/source/print/index.ts";
import { writeV1 } from "../lib/dashboards/v1/writer.ts";
import { metrics } from "../stacks/data-sources.ts";
import { environments } from "../stacks/environments/index.ts";
import type { Measurement } from "./measurement.ts";

const PANELS = 100;
const RUNS = 11;

/** A dashboard's JSON to TypeScript: parsed, repaired, read, printed. */
export async function measureImport(): Promise<readonly Measurement[]> {
  const source: PrometheusSource = metrics(environments.local);
  const references = { metrics: source, runbook: () => undefined, library: "reference" } as const;
  const text = JSON.stringify(writeV1(dashboard, references));
  const ours = median(() => {
    const { dashboard: read } = importDashboard(JSON.parse(text), references);
    return printDashboard(read, { name: "large", lib: "../lib" });
  });
  return [
    {
      name: `JSON of ${PANELS} panels to TypeScript`,
      unit: "ms",
      ours,
      peer: undefined,
      peerName: "none in TypeScript",
      ratio: undefined,
      reach: "300 ms",
    },
  ];
}

const dashboard = plainDashboard({
  uid: "large",
  title: "Large",
  description: "A hundred panels.",
  tags: [],
  variables: [],
  rows: [
    {
      key: "all",
      panels: [...Array(PANELS).keys()].map((index) =>
        timeseries(`panel-${index}`, {
          title: `Requests of service ${index}`,
          description: "Requests each second, by code.",
          queries: [
            rawQuery(
              `sum by (code) (rate(http_requests_total{job="s${index}"}[$__rate_interval]))`,
              "items/s",
              "{{code}}",
            ),
          ],
          raw: { "options.legend.calcs": ["mean"], "fieldConfig.defaults.decimals": 2 },
        }),
      ),
    },
  ],
});

/** Milliseconds. */
function median(work: () => unknown): number {
  const times = [...Array(RUNS).keys()].map(() => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}
