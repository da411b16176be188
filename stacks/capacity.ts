import type { Recording } from "../lib/metrics/recording.ts";
import type { Duration, Quantity } from "../lib/metrics/units.ts";
import { type JobLoad, type Room, type Sizing, sizing } from "../lib/services/capacity.ts";
import { type Scale, type Standing, type Step, scaleOut } from "../lib/services/capacity-ladder.ts";
import { limitProblems } from "../lib/services/scrape-budget.ts";
import { symbols } from "../metrics/quantflow/labels.ts";
import { APPLICATION, type Grown, jobsAt } from "./capacity-growth.ts";
import { recordedSeries } from "./capacity-rules.ts";
import { readsIn, widthsAt } from "./capacity-widths.ts";
import type { ListedJob } from "./catalogue.ts";
import { overBudget } from "./errors.ts";
import type { Model } from "./model.ts";
import { readRecordings } from "./recordings.ts";

/** What an environment's Prometheus has to carry, and what it is given. */
export interface Capacity {
  readonly scale: Scale;
  readonly interval: Duration;
  readonly retention: Duration;
  readonly jobs: readonly ListedJob[];
  /** That recording rules write. An alert has two while it is pending or firing, which are not counted. */
  readonly ruleSeries: number;
  readonly need: Sizing;
  /** Were every job to expose as much as its sample limit lets pass. */
  readonly worst: Sizing;
  readonly room: Room;
  readonly step: Step;
}

/** What may be asked for; as the environment has it where nothing is said. */
export interface Asked extends Partial<Scale> {
  readonly interval?: Duration | undefined;
  readonly retention?: Duration | undefined;
  readonly recordings?: readonly Recording[] | undefined;
}

/** Labels that Prometheus puts on every series: its name, job and instance. */
const ADDED_LABELS = 3;

/** From the catalogue, the recordings and the environment; nothing needs to run. */
export function capacityOf(model: Model, asked: Asked = {}): Capacity {
  const { scale, ...given } = givenOf(model, asked);
  const { interval, retention } = given;
  const jobs = jobsAt(given, scale);
  const ruleSeries = recordedSeries(model.groups, widthsAt(readsIn(jobs), jobs));
  const need = sizing(jobs, { series: ruleSeries, interval }, retention);
  const standing = standingOf(model);
  const { room } = standing;
  return {
    ...{ scale, interval, retention, jobs, ruleSeries, need, room },
    worst: sizing(jobs.map(atLimit), { series: ruleSeries, interval }, retention),
    step: scaleOut(need, standing),
  };
}

/** How Prometheus runs here: what each of the profile's is given, and what the profile has beside it. */
export function standingOf({ environment: { profile, retention } }: Model): Standing {
  const [{ service, agent }] = profile.scrapers;
  const { memory, cpus } = service.limits;
  return {
    room: { memory, processors: cpus, ...(!agent && { disk: retention.size }) },
    isArchived: profile.archive !== undefined,
    isTwofold: profile.scrapers.length > 1,
  };
}

/** What was asked for, completed by the environment and by what is usual. */
export function givenOf({ targets, groups, environment }: Model, asked: Asked): Grown & { readonly scale: Scale } {
  const replicas = targets.filter(({ job }) => job === APPLICATION).length;
  return {
    ...{ targets, groups },
    recordings: asked.recordings ?? readRecordings(),
    interval: asked.interval ?? environment.interval,
    retention: asked.retention ?? environment.retention.time,
    scale: { replicas: asked.replicas ?? replicas, symbols: asked.symbols ?? symbols.usually },
  };
}

const atLimit = (job: ListedJob): JobLoad => ({ ...job, series: job.series - job.exposed + job.limits.samples });

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
  const problems = capacityProblems(capacityOf(model, { recordings }));
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
  const [disk, given] = room.disk ? [need.disk, room.disk].map((size) => `, and ${mebibytes(size)} of disk`) : ["", ""];
  return [
    `${need.series} series need ${mebibytes(need.memory)} of memory and ${need.processors.toFixed(2)} processors, as much again free${disk}; Prometheus is given ${mebibytes(room.memory)} and ${room.processors} processors${given}: raise the limits of its service in stacks/ or retention.size in stacks/environments/, or take the step that npx quantflow catalogue --capacity names`,
  ];
}

const mebibytes = ({ value }: Quantity<"bytes">): string => `${Math.ceil(value / 2 ** 20)} MiB`;
