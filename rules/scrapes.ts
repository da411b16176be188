/** What Prometheus' own scrapes say about the jobs: restarts, and limits that were hit. */
import { alert } from "../lib/alerting/rules/alert.ts";
import { group } from "../lib/alerting/rules/group.ts";
import { bytes, isFalse, items, minutes, percent, seconds } from "../lib/metrics/units.ts";
import {
  above,
  and,
  below,
  changes,
  difference,
  increase,
  is,
  labelled,
  max,
  ratio,
  value,
  where,
} from "../lib/promql/index.ts";
import {
  labelLimitsExceeded,
  poolTargetLimit,
  poolTargets,
  processStart,
  scrapeBodySize,
  scrapeDuration,
  scrapeSampleLimit,
  scrapeSamples,
  scrapeSamplesScraped,
  up,
} from "../metrics/external/index.ts";
import { RESTART_WINDOW } from "./availability.ts";
import * as restarts from "./meanings/restarts.ts";
import * as meanings from "./meanings/scrapes.ts";
import { PLATFORM } from "./owners.ts";

const LIMIT_WINDOW = minutes(2);
const prometheusJob = { job: "prometheus" } as const;

/**
 * A scrape over a limit fails whole, so the job looks down; this label lets it silence that. Such alerts are critical:
 * "down" silences its job's warnings, and two alerts that silence each other would both be lost.
 */
export const EXPLAINS_DOWN = { explains: "down" } as const;

/** Of the process that is scraped; behind the exporters of the database and the cache stand others, watched below. */
export const RestartLoop = alert("RestartLoop", {
  meaning: restarts.RestartLoop,
  condition: above(changes(processStart, RESTART_WINDOW), items(2)),
  severity: "critical",
  owner: PLATFORM,
  summary: (f) => `${f.label.instance} keeps restarting`,
  description: (f) => `${f.label.instance} restarted ${f.value} times within ${f.time(RESTART_WINDOW)}.`,
});

/** The sample count goes on past the limit, so the failed scrape itself tells how far over it was; 0 is no limit. */
export const ScrapeLimitHit = alert("ScrapeLimitHit", {
  meaning: meanings.ScrapeLimitHit,
  condition: above(ratio(value(scrapeSamples), above(value(scrapeSampleLimit), items(0))), percent(100)),
  severity: "critical",
  owner: PLATFORM,
  labels: EXPLAINS_DOWN,
  summary: (f) => `${f.label.job} exposes too many series`,
  description: (f) =>
    `${f.label.instance} exposes ${f.value} of its sample limit, so Prometheus refuses the whole scrape and the job looks down. A label has probably got unbounded values.`,
});

export const ScrapeBodyLimitHit = alert("ScrapeBodyLimitHit", {
  meaning: meanings.ScrapeBodyLimitHit,
  condition: below(value(scrapeBodySize), bytes(0)),
  severity: "critical",
  owner: PLATFORM,
  labels: EXPLAINS_DOWN,
  summary: (f) => `${f.label.job} answers scrapes with too much text`,
  description: (f) =>
    `The answer of ${f.label.instance} is longer than its body size limit, so Prometheus refuses the whole scrape and the job looks down.`,
});

/**
 * The scrape ends at the sample whose labels break the limit: it was scraped but not kept. A dropped sample looks the
 * same, so the job has to be down and Prometheus has to have met a label limit, which it counts for all jobs together.
 */
export const LabelLimitHit = alert("LabelLimitHit", {
  meaning: meanings.LabelLimitHit,
  condition: and(
    and(above(difference(value(scrapeSamplesScraped), value(scrapeSamples)), items(0)), is(value(up), isFalse), {
      on: ["job", "instance"],
    }),
    above(increase(where(labelLimitsExceeded, prometheusJob), LIMIT_WINDOW), items(0)),
    { on: [] },
  ),
  severity: "critical",
  owner: PLATFORM,
  labels: EXPLAINS_DOWN,
  summary: (f) => `${f.label.job} exposes too many or too long labels`,
  description: (f) =>
    `${f.label.instance} exposes a series over its label limits, so Prometheus refuses the whole scrape and the job looks down; its target page names the series.`,
});

/** Most answer within milliseconds, and a scrape may take 10 s: what takes seconds is about to fail. */
export const ScrapeSlow = alert("ScrapeSlow", {
  meaning: meanings.ScrapeSlow,
  condition: above(value(scrapeDuration), seconds(1.5)),
  for: minutes(2),
  severity: "warning",
  owner: PLATFORM,
  summary: (f) => `${f.label.job} answers slowly`,
  description: (f) =>
    `${f.label.instance} took ${f.value} to answer a scrape (limit ${f.threshold}, for ${f.for}): it, what it asks, or the network between is slow, and scrapes will soon fail.`,
});

/** Each scrape that fails ends what other alerts of the target were waiting for: half of them suffice that none fires. */
export const TargetFlapping = alert("TargetFlapping", {
  meaning: meanings.TargetFlapping,
  condition: above(changes(up, RESTART_WINDOW), items(5)),
  severity: "critical",
  owner: PLATFORM,
  summary: (f) => `Scrapes of ${f.label.job} fail again and again`,
  description: (f) =>
    `Scrapes of ${f.label.instance} went from answered to failed or back ${f.value} times within ${f.time(RESTART_WINDOW)}: its series have holes, in which no other alert about it can wait to fire.`,
});

const byJob = { by: ["scrape_job"] } as const;
const targetsAllowed = above(value(where(poolTargetLimit, prometheusJob)), items(0));
const targetShare = ratio(max(value(where(poolTargets, prometheusJob)), byJob), max(targetsAllowed, byJob));

/** Told of the job that has the targets, not of Prometheus that counts them: it explains why all of them look down. */
export const TargetLimitHit = alert("TargetLimitHit", {
  meaning: meanings.TargetLimitHit,
  condition: above(labelled(targetShare, { as: "job", from: "scrape_job" }), percent(100)),
  severity: "critical",
  owner: PLATFORM,
  summary: (f) => `${f.label.job} has too many targets`,
  description: (f) =>
    `Job ${f.label.job} has ${f.value} of the targets it may have, so Prometheus scrapes none of them and all look down.`,
});

export const scrapes = group("scrapes", [
  RestartLoop,
  TargetFlapping,
  ScrapeSlow,
  ScrapeLimitHit,
  ScrapeBodyLimitHit,
  LabelLimitHit,
  TargetLimitHit,
]);
