import { bytes, gibibytes, type Quantity } from "../metrics/units.ts";
import { DISK_OF_ONE, fits, type Room, roomFor, SERIES_OF_ONE, type Sizing, samplesOf } from "./capacity.ts";
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

/** What carries a need, or that nothing does. */
export type Step =
  | { readonly step: "as it stands" }
  | ({ readonly step: "more room" } & Room)
  | { readonly step: "remote storage"; readonly disk: Quantity<"bytes"> }
  | { readonly step: "shards"; readonly shards: number }
  | { readonly step: "smaller targets" };

/** How Prometheus runs now. */
export interface Standing {
  readonly room: Room;
  /** Whether every sample is sent to a store as well. */
  readonly isArchived: boolean;
  /** Whether two scrape the same. */
  readonly isTwofold: boolean;
}

/** A way to run Prometheus. */
export interface Rung {
  readonly name: string;
  /** `availability` loses less when a machine is lost, and carries no more. */
  readonly gives: "capacity" | "availability";
  /** What to do to stand on it. */
  readonly take: string;
  readonly carries: (need: Sizing) => boolean;
  /** The same in numbers. */
  readonly stepFor: (need: Sizing) => Step;
  /** What runs out at its end. */
  readonly ends: string;
  readonly source: string;
}

/** Between what a laptop gives and the largest Prometheus that one machine should run. */
const LARGER = [gibibytes(4), gibibytes(16)];
const LARGEST = gibibytes(16);
const LARGER_PROCESSORS = 4;

const isOfOne = ({ series }: Sizing): boolean => series <= SERIES_OF_ONE;

/** Prometheus' ladder from how it runs now, in the order in which one climbs; without the rungs that it stands on. */
export const rungs = (standing: Standing): readonly Rung[] => [
  asItStands(standing),
  ...LARGER.filter(({ value }) => value > standing.room.memory.value).map((memory) => largerMachine(memory, standing)),
  // An agent keeps no history that could be kept elsewhere.
  ...(standing.room.disk ? [longTermStorage(standing)] : []),
  ...(standing.isTwofold ? [] : [twoOfEach(standing)]),
  shards(standing),
];

/** The first rung that carries the need, two of each apart, which carry no more. */
export function scaleOut(need: Sizing, standing: Standing): Step {
  const rung = rungs(standing).find(({ gives, carries }) => gives === "capacity" && carries(need));
  return rung?.stepFor(need) ?? { step: "smaller targets" };
}

const asItStands = ({ room }: Standing): Rung => ({
  name: "as it stands",
  gives: "capacity",
  take: "nothing",
  carries: (need) => isOfOne(need) && fits(need, room),
  stepFor: () => ({ step: "as it stands" }),
  ends: `the memory${room.disk ? ", disk" : ""} or processors that it is given`,
  source: "limits of the service in stacks/, retention.size of the environment",
});

/** Never less than there is. */
const withMemory = (memory: Quantity<"bytes">, { room }: Standing): Room => ({
  memory: room.memory.value > memory.value ? room.memory : memory,
  processors: Math.max(room.processors, LARGER_PROCESSORS),
  ...(room.disk && { disk: bytes(Math.max(room.disk.value, DISK_OF_ONE)) }),
});

/** The largest machine, the past of its samples kept elsewhere. */
function largestMachine(standing: Standing): Room {
  const { memory, processors } = withMemory(LARGEST, standing);
  return { memory, processors };
}

function largerMachine(memory: Quantity<"bytes">, standing: Standing): Rung {
  const room = withMemory(memory, standing);
  return {
    name: `more room, ${memory.text}`,
    gives: "capacity",
    take: `give it ${memory.text}, ${room.processors} processors${room.disk ? " and the disk that is needed" : ""}`,
    carries: (need) => isOfOne(need) && fits(need, room),
    stepFor: (need) => ({ step: "more room", ...withoutDisk(need, room) }),
    ends: `that memory or those processors, ${room.disk ? "1 TiB of disk, " : ""}or what one Prometheus carries`,
    source: "measured: bench/scale-points.json",
  };
}

function withoutDisk(need: Sizing, { disk: kept }: Room): Room {
  const { memory, processors, disk } = roomFor(need);
  return { memory, processors, ...(kept && { disk }) };
}

const longTermStorage = (standing: Standing): Rung => ({
  name: "long-term storage",
  gives: "capacity",
  take: standing.isArchived
    ? "a shorter retention here: the store that every sample is sent to keeps the rest"
    : "the profile scale (docs/scale-out.md), or remote_write to another store (Mimir, a hosted service); days of retention here",
  carries: (need) => isOfOne(need) && fits(need, largestMachine(standing)),
  stepFor: ({ disk }) => ({ step: "remote storage", disk }),
  ends: `${SERIES_OF_ONE.toLocaleString("en-US")} series in one Prometheus, or the memory or processors of the largest machine above`,
  source:
    "robustperception.io/scaling-and-federating-prometheus; a quarter more memory: prometheus.io/docs/practices/remote_write",
});

const twoOfEach = (standing: Standing): Rung => ({
  name: "two of each",
  gives: "availability",
  take: "the profile scale (docs/scale-out.md): two Prometheus that scrape the same and a pair of Alertmanagers; each carries everything",
  carries: (need) => isOfOne(need) && fits(need, largestMachine(standing)),
  stepFor: () => ({ step: "as it stands" }),
  ends: "what one of the two carries",
  source: "prometheus.io/docs/alerting/latest/high_availability",
});

/** Each on the largest machine. Beside a target that fills one, others have shards of their own. */
function shards(standing: Standing): Rung {
  const samples = samplesOf(largestMachine(standing).processors);
  return {
    name: "shards",
    gives: "capacity",
    take: "shards by the Prometheus operator (hashmod over the targets), two replicas each, and remote_write to what answers for all",
    carries: ({ largestTarget, busiestTarget }) => largestTarget <= SERIES_OF_ONE && busiestTarget <= samples,
    stepFor: ({ series, samplesPerSecond }) => ({
      step: "shards",
      shards: Math.max(2, Math.ceil(series / SERIES_OF_ONE), Math.ceil(samplesPerSecond / samples)),
    }),
    ends: "the target with most series or samples, which one shard scrapes whole: divide its symbols among replicas",
    source: "prometheus-operator.dev/docs/platform/high-availability",
  };
}

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
