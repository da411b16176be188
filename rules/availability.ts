import { alert } from "../lib/alerting/rules/alert.ts";
import { type Group, group } from "../lib/alerting/rules/group.ts";
import { isFalse, items, minutes } from "../lib/metrics/units.ts";
import { above, absent, changes, is, seen, value, where } from "../lib/promql/index.ts";
import { cacheRun, cacheUp, databaseStart, databaseUp, probeSuccess, up } from "../metrics/external/index.ts";
import { isProbed, type Job } from "../metrics/index.ts";
import * as meanings from "./meanings/availability.ts";
import { PLATFORM, TRADING } from "./owners.ts";

/** The application is the product: its own alert names it. */
const APPLICATION: Job = "quantflow";
/** In which a few restarts are a loop. */
export const RESTART_WINDOW = minutes(15);

export const ServiceDown = alert("ServiceDown", {
  meaning: meanings.ServiceDown,
  condition: is(value(where(up, { job: APPLICATION })), isFalse),
  for: minutes(1),
  severity: "critical",
  owner: TRADING,
  summary: () => "QuantFlow is down",
  description: (f) =>
    `Prometheus has not been able to scrape ${f.label.instance} for ${f.for}: the application is not trading, or nobody can see whether it is.`,
});

/** While a target is down, none of the alerts about it can fire. */
const targetDown = (job: Job) =>
  alert("TargetDown", {
    meaning: meanings.TargetDown(job),
    condition: is(value(where(up, { job })), isFalse),
    for: minutes(2),
    severity: "critical",
    owner: PLATFORM,
    labels: { job },
    summary: (f) => `${f.label.job} cannot be scraped`,
    description: (f) =>
      `Prometheus has not been able to scrape ${f.label.instance} for ${f.for}: until it can, no other alert about ${f.label.job} can fire.`,
  });

/** `up == 0` is blind to a target that is no longer in the configuration. */
const targetMissing = (job: Job) =>
  alert("TargetMissing", {
    meaning: meanings.TargetMissing(job),
    condition: absent(up, { job }),
    for: minutes(2),
    severity: "critical",
    owner: PLATFORM,
    labels: { job },
    summary: (f) => `${f.label.job} has no target`,
    description: (f) =>
      `Prometheus has had no target of job ${f.label.job} for ${f.for}: it is missing from the configuration, so nothing watches it.`,
  });

const serviceUnreachable = (job: Job) =>
  alert("ServiceUnreachable", {
    meaning: meanings.ServiceUnreachable(job),
    condition: is(value(where(probeSuccess, { job })), isFalse),
    for: minutes(1),
    severity: "critical",
    owner: PLATFORM,
    labels: { job },
    summary: (f) => `${f.label.job} does not answer`,
    description: (f) =>
      `Every probe of ${f.label.instance} failed for ${f.for}: it is down, unreachable, or answers otherwise than it should.`,
  });

export const DatabaseDown = alert("DatabaseDown", {
  meaning: meanings.DatabaseDown,
  condition: is(value(where(databaseUp, { job: "timescaledb" })), isFalse),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "The database is down",
  description: (f) =>
    `The exporter ${f.label.instance} runs but has not reached PostgreSQL for ${f.for}: prices and trades are not being stored.`,
});

export const CacheDown = alert("CacheDown", {
  meaning: meanings.CacheDown,
  condition: is(value(where(cacheUp, { job: "redis" })), isFalse),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Redis is down",
  description: (f) =>
    `The exporter ${f.label.instance} runs but has not reached Redis for ${f.for}: latest prices are not being published.`,
});

/** A database that comes and goes is never down for long enough; its exporter stays the same process all the while. */
export const DatabaseRestartLoop = alert("DatabaseRestartLoop", {
  meaning: meanings.DatabaseRestartLoop,
  condition: above(changes(where(databaseStart, { job: "timescaledb" }), RESTART_WINDOW), items(2)),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "The database keeps restarting",
  description: (f) =>
    `PostgreSQL, as ${f.label.instance} sees it, restarted ${f.value} times within ${f.time(RESTART_WINDOW)}.`,
});

export const CacheRestartLoop = alert("CacheRestartLoop", {
  meaning: meanings.CacheRestartLoop,
  condition: above(
    seen(where(cacheRun, { job: "redis" }), { by: ["job", "instance"], over: RESTART_WINDOW }),
    items(3),
  ),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "Redis keeps restarting",
  description: (f) => `${f.label.instance} has seen ${f.value} runs of Redis within ${f.time(RESTART_WINDOW)}.`,
});

/** A probed service tells no start time, but one that restarts answers and fails by turns: three times is six changes. */
const serviceFlapping = (job: Job) =>
  alert("ServiceFlapping", {
    meaning: meanings.ServiceFlapping(job),
    condition: above(changes(where(probeSuccess, { job }), RESTART_WINDOW), items(5)),
    severity: "critical",
    owner: PLATFORM,
    labels: { job },
    summary: (f) => `${f.label.job} comes and goes`,
    description: (f) =>
      `Probes of ${f.label.instance} went from answered to failed or back ${f.value} times within ${f.time(RESTART_WINDOW)}: it restarts, or cannot keep up.`,
  });

/**
 * Down and missing for every job that is present; a job that an environment omits has no alert. One rule a job, each
 * with its job as a label of its own, so that routes and inhibitions can be proven.
 */
export const availability = (jobs: readonly Job[]): Group =>
  group("availability", [
    ...(jobs.includes(APPLICATION) ? [ServiceDown] : []),
    ...jobs.filter((job) => job !== APPLICATION).map(targetDown),
    ...jobs.map(targetMissing),
    ...jobs.filter(isProbed).map(serviceUnreachable),
    ...jobs.filter(isProbed).map(serviceFlapping),
    ...(jobs.includes("timescaledb") ? [DatabaseDown, DatabaseRestartLoop] : []),
    ...(jobs.includes("redis") ? [CacheDown, CacheRestartLoop] : []),
  ]);
