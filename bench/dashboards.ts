/** How long the formats take, beside Grafana's own SDK writing the same panels: `npx tsx bench/dashboards.ts`. */
import { pathToFileURL } from "node:url";
import { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { type Dashboard, plainDashboard, rawQuery, timeseries } from "../lib/dashboards/index.ts";
import { readDashboard } from "../lib/dashboards/reading/any.ts";
import type { References } from "../lib/dashboards/references.ts";
import { writeV1 } from "../lib/dashboards/v1/writer.ts";
import { writeV2 } from "../lib/dashboards/v2/writer.ts";
import { seconds } from "../lib/metrics/units.ts";
import { prometheusSource } from "../test/lib/dashboards/given.ts";
import type { Measurement } from "./measurement.ts";

const DASHBOARDS = 1000;
const RUNS = 3;
const PEER = "grafana-foundation-sdk 0.0.21, which places nothing, checks nothing and derives no ids";
const EXPRESSION =
  'histogram_quantile(0.99, sum by (stream, le) (rate(latency_seconds_bucket{job=~"$job"}[$__rate_interval])))';
const references: References = {
  metrics: prometheusSource,
  runbook: (alert) => `https://runbooks.example/${alert}`,
  library: "reference",
};

/** Writing a thousand dashboards of twenty panels, in each format, and reading one of a hundred; the best of a few runs. */
export async function measureDashboards(): Promise<readonly Measurement[]> {
  const boards = Array.from({ length: DASHBOARDS }, (_, index) => board(index, 20));
  const large = JSON.stringify(writeV1(board(0, 100), references));
  const peer = best(() => boards.map((_, index) => JSON.stringify(peerBoard(index, 20))));
  const reach = "2 s";
  return [
    measurement(
      "1,000 dashboards of 20 panels, v1",
      best(() => boards.map((one) => JSON.stringify(writeV1(one, references)))),
      peer,
      reach,
    ),
    measurement(
      "1,000 dashboards of 20 panels, v2",
      best(() => boards.map((one) => JSON.stringify(writeV2(one, references)))),
      peer,
      reach,
    ),
    measurement(
      "reading 100 panels",
      best(() => readDashboard(JSON.parse(large), references)),
      undefined,
      "0.3 s with the printing",
    ),
  ];
}

const board = (index: number, panels: number): Dashboard =>
  plainDashboard({
    uid: `board-${index}`,
    title: `Board ${index}`,
    description: "Is it fast?",
    tags: ["bench"],
    variables: [],
    rows: [
      {
        key: "row",
        panels: Array.from({ length: panels }, (_, panel) =>
          timeseries(`panel-${panel}`, {
            title: `Panel ${panel}`,
            description: "How old an event is when it is applied.",
            queries: [rawQuery(EXPRESSION, "seconds", "{{stream}}")],
            thresholds: [seconds(1)],
          }),
        ),
      },
    ],
  });

function peerBoard(index: number, panels: number): object {
  const builder = new DashboardBuilder(`Board ${index}`)
    .uid(`board-${index}`)
    .tags(["bench"])
    .description("Is it fast?");
  for (let panel = 0; panel < panels; panel++)
    builder.withPanel(
      new PanelBuilder()
        .title(`Panel ${panel}`)
        .description("How old an event is when it is applied.")
        .unit("s")
        .span(12)
        .height(8)
        .datasource({ type: "prometheus", uid: "prometheus" })
        .withTarget(new DataqueryBuilder().expr(EXPRESSION).legendFormat("{{stream}}").refId("A")),
    );
  return builder.build();
}

function best(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
  return Math.min(...times);
}

const measurement = (name: string, ours: number, peer: number | undefined, reach: string): Measurement => ({
  ...{ name, unit: "ms", ours, peer, peerName: peer === undefined ? "none in TypeScript" : PEER, reach },
  ratio: peer === undefined ? undefined : peer / ours,
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const { name, ours, peer, peerName } of await measureDashboards())
    console.info(`${name}: ${ours.toFixed(0)} ms${peer === undefined ? "" : `, ${peerName} ${peer.toFixed(0)} ms`}`);
