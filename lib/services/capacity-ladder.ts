import { bytes, gibibytes } from "../metrics/units.ts";
import { DISK_OF_ONE, fits, type Room, SERIES_OF_ONE, type Sizing } from "./capacity.ts";
import { MOST, mostCarried } from "./capacity-boundary.ts";

/** How much there is to watch. */
export interface Scale {
  /** Of the application. */
  readonly replicas: number;
  /** That each replica follows: where replicas divide the symbols among them, its share. */
  readonly symbols: number;
}

/** How far something carries: each number with the other as it was asked for. `MOST` says that no end was found. */
export interface Reach {
  readonly symbols: number;
  readonly replicas: number;
}

export const reachOf = (carries: (scale: Scale) => boolean, { replicas, symbols }: Scale): Reach => ({
  symbols: mostCarried((count) => carries({ replicas, symbols: count })),
  replicas: mostCarried((count) => carries({ replicas: count, symbols })),
});

/** True where the search ended before what it searched did. */
export const isEndless = (count: number): boolean => count >= MOST;

/** A way to run Prometheus. */
export interface Rung {
  readonly name: string;
  /** `availability` loses less when a machine is lost, and carries no more. */
  readonly gives: "capacity" | "availability";
  /** What to do to stand on it. */
  readonly take: string;
  readonly carries: (need: Sizing) => boolean;
  /** What runs out at its end. */
  readonly ends: string;
  readonly source: string;
}

/** Between what a laptop gives and the largest Prometheus that one machine should run. */
const LARGER = [gibibytes(4), gibibytes(16)];
const LARGER_PROCESSORS = 4;

const isOfOne = ({ series }: Sizing): boolean => series <= SERIES_OF_ONE;

/** Prometheus' ladder from what it is given, in the order in which one climbs. */
export const rungs = (room: Room): readonly Rung[] => [
  {
    name: "as it stands",
    gives: "capacity",
    take: "nothing",
    carries: (need) => isOfOne(need) && fits(need, room),
    ends: "the memory, disk or processors that it is given",
    source: "limits in stacks/services/prometheus.ts, retention.size of the environment",
  },
  ...LARGER.filter(({ value }) => value > room.memory.value).map(largerMachine),
  {
    name: "long-term storage",
    gives: "capacity",
    take: "remote_write to an object store (Thanos, Mimir, a hosted service), and days of retention here",
    carries: isOfOne,
    ends: `${SERIES_OF_ONE.toLocaleString("en-US")} series in one Prometheus`,
    source:
      "robustperception.io/scaling-and-federating-prometheus; a quarter more memory: prometheus.io/docs/practices/remote_write",
  },
  {
    name: "two of each",
    gives: "availability",
    take: "two Prometheus that scrape the same and a pair of Alertmanagers; each carries everything",
    carries: isOfOne,
    ends: "what one of the two carries",
    source: "prometheus.io/docs/alerting/latest/high_availability",
  },
  {
    name: "shards",
    gives: "capacity",
    take: "shards by the Prometheus operator (hashmod over the targets), two replicas each, and remote_write to what answers for all",
    carries: ({ largestTarget }) => largestTarget <= SERIES_OF_ONE,
    ends: "the target with most series, which one shard scrapes whole: divide its symbols among replicas",
    source: "prometheus-operator.dev/docs/platform/high-availability",
  },
];

const largerMachine = (memory: (typeof LARGER)[number]): Rung => {
  const room = { memory, disk: bytes(DISK_OF_ONE), processors: LARGER_PROCESSORS };
  return {
    name: `more room, ${memory.text}`,
    gives: "capacity",
    take: `give it ${memory.text}, ${LARGER_PROCESSORS} processors and the disk that is needed`,
    carries: (need) => isOfOne(need) && fits(need, room),
    ends: "that memory or those processors, 1 TiB of disk, or what one Prometheus carries",
    source: "measured: bench/scale-points.json",
  };
};

/** One thing beside Prometheus that runs out: of the application, its stores, or the alerting. */
export interface Limit {
  readonly name: string;
  readonly of: "application" | "stores" | "alerting" | "scrapes";
  readonly unit: string;
  /** What a scale asks for; it never falls when a number rises. */
  readonly demand: (scale: Scale) => number;
  readonly limit: number;
  /** What to do where it is reached. */
  readonly take: string;
  readonly source: string;
}

export const carriesWithin =
  ({ demand, limit }: Limit) =>
  (scale: Scale): boolean =>
    demand(scale) <= limit;
