import { barGauge, column, drillDown, query, stateTimeline, table, thresholdOf } from "../../lib/dashboards/index.ts";
import { items, seconds } from "../../lib/metrics/units.ts";
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
import { LabelLimitHit, RestartLoop, ScrapeBodyLimitHit, ScrapeLimitHit, TargetLimitHit } from "../../rules/scrapes.ts";
import { pages } from "../pages.ts";
import { chosen } from "./variables.ts";
import { ofEveryJob } from "./watchers.ts";

const UP_OR_DOWN = [
  { value: 0, text: "Down", color: "red" },
  { value: 1, text: "Up", color: "green" },
] as const;

const limit = above(value(where(scrapeSampleLimit, chosen)), items(0));

export const targets = table("targets", {
  title: "Targets",
  description: `Every target as its last scrape found it, and restarts within ${RESTART_WINDOW.text}. Down although it runs: a login, a network, or a limit that was passed, which refuses the whole scrape. Slow: Prometheus gives up after ten seconds. A job that should be here and is not has no target at all.`,
  width: 24,
  height: 12,
  labels: { job: "Job", instance: "Instance" },
  columns: [
    column("Scrape", value(where(up, chosen)), { states: UP_OR_DOWN }),
    column("Duration", value(where(scrapeDuration, chosen)), { thresholds: [seconds(2), seconds(5)] }),
    column("Samples", value(where(scrapeSamples, chosen))),
    column("Of limit", ratio(value(where(scrapeSamples, chosen)), limit), {
      thresholds: [thresholdOf(ScrapeLimitHit, "ratio")],
    }),
    column("Size", value(where(scrapeBodySize, chosen)), {
      bad: "low",
      thresholds: [thresholdOf(ScrapeBodyLimitHit, "bytes")],
    }),
    column("Restarts", changes(where(processStart, chosen), RESTART_WINDOW), {
      thresholds: [thresholdOf(RestartLoop, "items")],
    }),
  ],
  watchedBy: [...ofEveryJob("TargetMissing"), ScrapeLimitHit, ScrapeBodyLimitHit, LabelLimitHit, RestartLoop],
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
  watchedBy: ofEveryJob("ServiceUnreachable", "ServiceFlapping"),
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
