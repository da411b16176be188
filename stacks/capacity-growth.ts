import type { Recording } from "../lib/metrics/recording.ts";
import type { Duration } from "../lib/metrics/units.ts";
import { type Sizing, sizing } from "../lib/services/capacity.ts";
import type { Scale } from "../lib/services/capacity-ladder.ts";
import type { Job } from "../metrics/index.ts";
import { symbols as symbolLabel } from "../metrics/quantflow/labels.ts";
import { largestNotification, recordedSeries } from "./capacity-rules.ts";
import { readsIn, widthsAt } from "./capacity-widths.ts";
import { type ListedJob, listedJobs } from "./catalogue.ts";
import type { Model } from "./model.ts";

/** The job whose targets are the replicas. */
export const APPLICATION: Job = "quantflow";

/** What follows from how much there is to watch: cheap to ask, so that an end can be searched. */
export interface Growth {
  readonly need: (scale: Scale) => Sizing;
  /** Series in one scrape of the application at most; 0 where it does not run. */
  readonly mostExposed: (scale: Scale) => number;
  /** Of the largest notification, were every rule to fire for everything that it tells apart. */
  readonly alerts: (scale: Scale) => number;
}

export interface Grown {
  readonly targets: Model["targets"];
  readonly groups: Model["groups"];
  readonly recordings: readonly Recording[];
  readonly interval: Duration;
  readonly retention: Duration;
}

/** The jobs as they are listed when each replica follows so many symbols. */
export const jobsAt = (given: Omit<Grown, "groups" | "retention">, { replicas, symbols }: Scale) =>
  withReplicas(listedJobs({ ...given, values: { symbol: symbols } }), replicas);

const withReplicas = (jobs: readonly ListedJob[], replicas: number): readonly ListedJob[] =>
  jobs.map((job) => (job.job === APPLICATION ? { ...job, targets: replicas } : job));

/** A label stands in a metric once, so every symbol adds as many series as the one before: two listings give the line. */
export function growthOf({ groups, retention, ...given }: Grown): Growth {
  const { interval } = given;
  const listed = (symbols: number) => jobsAt(given, { replicas: 1, symbols });
  const [one, two] = [listed(1), listed(2)];
  const seriesOf = one.map(({ series }, index) => line(series, two[index]?.series ?? series));
  const most = mostExposedOf(listed);
  const reads = readsIn(one);
  const widths = ({ replicas, symbols }: Scale) => widthsAt(reads, withReplicas(one, replicas), { symbol: symbols });
  const loads = ({ replicas, symbols }: Scale) =>
    withReplicas(one, replicas).map((job, index) => ({ ...job, series: seriesOf[index]?.(symbols) ?? job.series }));
  return {
    need: (scale) => sizing(loads(scale), { series: recordedSeries(groups, widths(scale)), interval }, retention),
    mostExposed: ({ symbols }) => most(symbols),
    alerts: (scale) => largestNotification(groups, widths(scale)),
  };
}

/** Through what is at one and what is at two. */
const line =
  (atOne: number, atTwo: number) =>
  (count: number): number =>
    atOne + (count - 1) * (atTwo - atOne);

/** Up to the label's cap the same; beyond it, were it raised, as much more with every symbol. */
function mostExposedOf(listed: (symbols: number) => readonly ListedJob[]): (symbols: number) => number {
  const { upTo } = symbolLabel;
  const at = (symbols: number) => listed(symbols).find(({ job }) => job === APPLICATION)?.most ?? 0;
  const beyond = line(at(upTo), at(upTo + 1));
  return (symbols) => beyond(Math.max(0, symbols - upTo) + 1);
}
