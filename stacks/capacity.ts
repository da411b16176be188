import type { Group, Recording as RecordingRule } from "../lib/alerting/rules/group.ts";
import type { Quantity } from "../lib/metrics/units.ts";
import { type JobLoad, type Room, type Sizing, type Step, scaleOut, sizing } from "../lib/services/capacity.ts";
import { limitProblems } from "../lib/services/scrape-budget.ts";
import { type ListedJob, listedJobs } from "./catalogue.ts";
import { overBudget } from "./errors.ts";
import type { Model } from "./model.ts";
import { readRecordings } from "./recordings.ts";
import { prometheus } from "./services/index.ts";

/** What an environment's Prometheus has to carry, and what it is given. */
export interface Capacity {
  readonly jobs: readonly ListedJob[];
  /** That recording rules write. An alert has two while it is pending or firing, which are not counted. */
  readonly ruleSeries: number;
  readonly need: Sizing;
  /** Were every job to expose as much as its sample limit lets pass. */
  readonly worst: Sizing;
  readonly room: Room;
  readonly step: Step;
}

/** Labels that Prometheus puts on every series: its name, job and instance. */
const ADDED_LABELS = 3;

/** From the catalogue, the recordings and the environment; nothing needs to run. */
export function capacityOf(model: Model, recordings = readRecordings()): Capacity {
  const { interval, retention } = model.environment;
  const jobs = listedJobs({ targets: model.targets, interval, recordings });
  const rules = { series: ruleSeries(model.groups, jobs), interval };
  const need = sizing(jobs, rules, retention.time);
  const room = { memory: prometheus.limits.memory, disk: retention.size };
  return {
    jobs,
    ruleSeries: rules.series,
    need,
    worst: sizing(jobs.map(atLimit), rules, retention.time),
    room,
    step: scaleOut(need, room),
  };
}

const atLimit = (job: ListedJob): JobLoad => ({ ...job, series: job.series - job.exposed + job.limits.samples });

/** A rule may read what rules before it write. */
function ruleSeries(groups: readonly Group[], jobs: readonly ListedJob[]): number {
  const written = new Map<string, number>();
  for (const rule of groups.flatMap(({ recordings }) => recordings))
    written.set(rule.record, seriesOfRule(rule, jobs, written));
  return [...written.values()].reduce((sum, series) => sum + series, 0);
}

/** As many as the widest series of rules that it reads, else every combination of the label values that metrics have. */
function seriesOfRule({ labels, of }: RecordingRule, jobs: readonly ListedJob[], written: ReadonlyMap<string, number>) {
  const read = (of.promql.match(RULE_NAME) ?? []).flatMap((name) => written.get(name) ?? []);
  if (read.length > 0) return Math.max(...read);
  const ofOneJob = /\bjob="/.test(of.promql);
  const widths: Readonly<Record<string, number>> = {
    // An instance belongs to one job, so the two together are as many as the instances.
    job: ofOneJob || labels.includes("instance") ? 1 : jobs.length,
    instance: ofOneJob ? 1 : jobs.reduce((sum, job) => sum + job.targets, 0),
  };
  return labels.reduce((product, label) => product * (widths[label] ?? widest(label, jobs)), 1);
}

/** Only names of recording rules hold a colon. */
const RULE_NAME = /[a-zA-Z_]\w*:[\w:]+/g;

const widest = (label: string, jobs: readonly ListedJob[]): number =>
  Math.max(1, ...jobs.flatMap(({ metrics }) => metrics.map(({ labels }) => labels[label] ?? 0)));

/** Limits that do not fit what is exposed, and an environment that cannot carry it; each a line for a person. */
export const capacityProblems = (capacity: Capacity): readonly string[] => [
  ...capacity.jobs
    .filter(({ recorded }) => recorded)
    .flatMap((job) =>
      limitProblems(job.limits, { samples: job.most, labels: mostLabels(job), targets: job.targets }).map(
        (problem) => `job ${job.job} ${problem}${costliest(job)}`,
      ),
    ),
  ...roomProblems(capacity),
];

/** Fails when a job bursts its budget, or Prometheus is given too little for all of them. */
export function requireCapacity(model: Model, recordings = readRecordings()): void {
  const problems = capacityProblems(capacityOf(model, recordings));
  if (problems.length > 0) throw overBudget(problems);
}

/** `le` and `quantile` count too, and are left out of a metric's own labels. */
const mostLabels = ({ metrics }: ListedJob): number =>
  ADDED_LABELS +
  Math.max(
    0,
    ...metrics.map(
      ({ type, labels }) => Object.keys(labels).length + (type === "histogram" || type === "summary" ? 1 : 0),
    ),
  );

/** Where to look first. */
function costliest({ metrics }: ListedJob): string {
  const [widest] = [...metrics].sort((a, b) => b.most - a.most);
  if (widest === undefined) return "";
  const labels = Object.keys(widest.labels);
  return `; most are of ${widest.name}: ${widest.most}${labels.length > 0 ? `, by ${labels.join(" and ")}` : ""}`;
}

function roomProblems({ step, need, room }: Capacity): readonly string[] {
  if (step.step === "as it stands") return [];
  return [
    `${need.series} series need ${mebibytes(need.memory)} of memory, as much again free, and ${mebibytes(need.disk)} of disk; Prometheus is given ${mebibytes(room.memory)} and ${mebibytes(room.disk)}: raise limits in stacks/services/prometheus.ts or retention.size in stacks/environments/, or take the step that npx quantflow catalogue --capacity names`,
  ];
}

const mebibytes = ({ value }: Quantity<"bytes">): string => `${Math.ceil(value / 2 ** 20)} MiB`;
