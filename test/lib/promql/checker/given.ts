import { counter, gauge, histogram } from "../../../../lib/metrics/definitions.ts";
import { milliseconds, seconds } from "../../../../lib/metrics/units.ts";
import type { Catalogue } from "../../../../lib/promql/checker/index.ts";
import { catalogueOf } from "../../../../lib/promql/checker/index.ts";

const up = gauge({ name: "up", help: "", unit: "boolean" });
const disks = { disk: { upTo: 3 } } as const;

const declared = catalogueOf({
  app: [
    up,
    counter({ name: "calls_total", help: "", unit: "items", labels: { code: ["200", "500"] } }),
    counter({ name: "cpu_seconds_total", help: "", unit: "seconds" }),
    gauge({ name: "cpu_limit_ratio", help: "", unit: "ratio" }),
    gauge({ name: "queue_bytes", help: "", unit: "bytes", labels: disks }),
    gauge({ name: "size_bytes", help: "", unit: "bytes", labels: disks }),
    gauge({ name: "last_event_timestamp_seconds", help: "", unit: "timestamp" }),
    gauge({ name: "app_build_info", help: "", unit: "items", labels: { version: { upTo: 3 } } }),
    histogram({
      name: "wait_seconds",
      help: "",
      unit: "seconds",
      labels: { path: { upTo: 3 } },
      buckets: [milliseconds(500), seconds(1), seconds(60)],
    }),
  ],
  db: [up],
});

/** The catalogue that the checks' own examples speak of; `render_seconds` is a native histogram. */
export const catalogue: Catalogue = {
  ...declared,
  metrics: new Map([
    ...declared.metrics,
    [
      "render_seconds",
      {
        name: "render_seconds",
        type: "histogram",
        unit: "seconds",
        labels: {},
        buckets: undefined,
        jobs: ["app"],
        native: true,
      },
    ],
  ]),
};
