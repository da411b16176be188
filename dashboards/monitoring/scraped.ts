import {
  barGauge,
  column,
  drillDown,
  query,
  type Raw,
  stateTimeline,
  table,
  thresholdOf,
} from "../../lib/dashboards/index.ts";
import type { Gauge } from "../../lib/metrics/definitions.ts";
import { type BaseUnit, items, seconds } from "../../lib/metrics/units.ts";
import { above, changes, max, min, ratio, value, where } from "../../lib/promql/index.ts";
import {
  poolTargetLimit,
  poolTargets,
  probeSuccess,
  processStart,
  scrapeBodySize,
  scrapeDuration,
  scrapeSampleLimit,
  scrapeSamples,
  up,
} from "../../metrics/external/index.ts";
import { RESTART_WINDOW } from "../../rules/availability.ts";
import { PrometheusCannotWrite } from "../../rules/monitoring.ts";
import {
  LabelLimitHit,
  RestartLoop,
  ScrapeBodyLimitHit,
  ScrapeLimitHit,
  ScrapeSlow,
  TargetFlapping,
  TargetLimitHit,
} from "../../rules/scrapes.ts";
import { pages } from "../pages.ts";
import { chosen } from "./variables.ts";
import { ofEveryJob } from "./watchers.ts";

/** After the overrides of the six columns: columns share the width, and addresses are longer than numbers. */
const INSTANCE_WIDTH: Raw = {
  "fieldConfig.overrides[6]": {
    matcher: { id: "byName", options: "Instance" },
    properties: [{ id: "custom.width", value: 180 }],
  },
};

const UP_OR_DOWN = [
  { value: 0, text: "Down", color: "red" },
  { value: 1, text: "Up", color: "green" },
] as const;

/** Without the metric's name: columns whose labels differ would be lines of their own. */
const perTarget = <U extends BaseUnit>(gauge: Gauge<Record<never, never>, U>) =>
  max(value(where(gauge, chosen)), { by: ["job", "instance"] });
const limit = above(value(where(scrapeSampleLimit, chosen)), items(0));

export const targets = table("targets", {
  title: "Targets",
  description: `Every target as its last scrape found it, and restarts within ${RESTART_WINDOW.text}. Down although it runs: a login, a network, or a limit that was passed, which refuses the whole scrape. Slow: Prometheus gives up at the time limit of its scrape. A job that should be here and is not has no target at all.`,
  width: 24,
  height: 12,
  labels: { job: "Job", instance: "Instance" },
  columns: [
    column("Scrape", perTarget(up), { states: UP_OR_DOWN }),
    column("Duration", perTarget(scrapeDuration), { thresholds: [thresholdOf(ScrapeSlow, "seconds"), seconds(5)] }),
    column("Samples", perTarget(scrapeSamples)),
    column("Of limit", ratio(value(where(scrapeSamples, chosen)), limit), {
      thresholds: [thresholdOf(ScrapeLimitHit, "ratio")],
    }),
    column("Size", perTarget(scrapeBodySize), {
      bad: "low",
      thresholds: [thresholdOf(ScrapeBodyLimitHit, "bytes")],
    }),
    column("Restarts", changes(where(processStart, chosen), RESTART_WINDOW), {
      thresholds: [thresholdOf(RestartLoop, "items")],
    }),
  ],
  watchedBy: [
    ...ofEveryJob("TargetMissing"),
    ScrapeLimitHit,
    ScrapeBodyLimitHit,
    LabelLimitHit,
    RestartLoop,
    ScrapeSlow,
  ],
  raw: INSTANCE_WIDTH,
});

export const answering = stateTimeline("answering", {
  title: "Who answers",
  description:
    "Scrapes of each job and, where it has no metrics of its own, probes of it. Many that go red together: the network, the host, or Prometheus itself. One that comes and goes restarts, or cannot keep up.",
  width: 16,
  height: 11,
  states: UP_OR_DOWN,
  queries: [
    query(min(value(where(up, chosen)), { by: ["job"] }), (l) => l.job),
    query(min(value(where(probeSuccess, chosen)), { by: ["job"] }), (l) => `${l.job} probed`),
  ],
  watchedBy: [...ofEveryJob("ServiceUnreachable", "ServiceFlapping"), TargetFlapping, PrometheusCannotWrite],
  links: [drillDown("Alerts of this job", pages.alerts, { choosing: { job: "job" } })],
});

const byJob = { by: ["scrape_job"] } as const;
const limited = above(value(where(poolTargetLimit, chosen)), items(0));

export const pools = barGauge("target-limits", {
  title: "Targets of their limit",
  description:
    "How many targets each job has of those that it may have. Above 100 % Prometheus scrapes none of that job's targets: discovery finds more than were meant.",
  width: 8,
  height: 11,
  min: 0,
  max: 1,
  thresholds: [thresholdOf(TargetLimitHit, "ratio")],
  queries: [query(ratio(max(value(where(poolTargets, chosen)), byJob), max(limited, byJob)), (l) => l.scrape_job)],
  watchedBy: [TargetLimitHit],
});
