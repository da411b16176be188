import type { ValueCounts } from "../lib/metrics/cost.ts";
import type { ListedJob } from "./catalogue.ts";

/** What the series of an expression are told apart by. */
export interface Widths {
  /** Targets of each job whose metrics it reads. */
  readonly targets: readonly number[];
  /** Values of any other label: as many as the metric has that has most; 1 of a label that a function made. */
  readonly values: (label: string) => number;
}

/** The widths of what an expression reads. */
export type WidthsOf = (promql: string) => Widths;

/** What an expression reads: places in the list of jobs, and the values of its metrics' labels. */
interface Read {
  readonly places: readonly number[];
  readonly labels: ReadonlyMap<string, number>;
}

export type ReadsOf = (promql: string) => Read;

/** The widths with so many targets of each job, and so many values of labels where it is known. */
export const widthsAt =
  (reads: ReadsOf, jobs: readonly Pick<ListedJob, "targets">[], known: ValueCounts = {}): WidthsOf =>
  (promql) => {
    const { places, labels } = reads(promql);
    return {
      targets: places.map((place) => jobs[place]?.targets ?? 0),
      values: (label) => known[label] ?? labels.get(label) ?? 1,
    };
  };

interface Exposed {
  readonly place: number;
  readonly labels: ValueCounts;
}

/**
 * What expressions read of these jobs; one that reads no metric of theirs, as of all: what a rule recorded may have any
 * of the labels. Each is looked into once, as the same rules are asked about again and again.
 */
export function readsIn(jobs: readonly ListedJob[]): ReadsOf {
  const exposed = byName(jobs);
  const everything = joined([...exposed.values()].flat());
  const known = new Map<string, Read>();
  return (promql) => {
    const read = known.get(promql) ?? joined(readBy(promql, jobs, exposed));
    known.set(promql, read);
    return read.places.length > 0 ? read : everything;
  };
}

/** A histogram is read by its buckets, sum and count. */
const SUFFIXES = ["", "_bucket", "_sum", "_count"];

function byName(jobs: readonly ListedJob[]): ReadonlyMap<string, readonly Exposed[]> {
  const exposed = new Map<string, Exposed[]>();
  for (const [place, { metrics }] of jobs.entries())
    for (const { name, labels } of metrics)
      for (const suffix of SUFFIXES) {
        const others = exposed.get(name + suffix);
        if (others === undefined) exposed.set(name + suffix, [{ place, labels }]);
        else others.push({ place, labels });
      }
  return exposed;
}

function readBy(promql: string, jobs: readonly ListedJob[], exposed: ReadonlyMap<string, readonly Exposed[]>) {
  const named = /\bjob="([^"]+)"/.exec(promql)?.[1];
  return [...new Set(promql.match(/[a-zA-Z_]\w*/g))]
    .flatMap((name) => exposed.get(name) ?? [])
    .filter(({ place }) => named === undefined || jobs[place]?.job === named);
}

function joined(read: readonly Exposed[]): Read {
  const labels = new Map<string, number>();
  for (const [label, values] of read.flatMap((one) => Object.entries(one.labels)))
    labels.set(label, Math.max(values, labels.get(label) ?? 1));
  return { places: [...new Set(read.map(({ place }) => place))], labels };
}
