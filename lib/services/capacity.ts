import { bytes, type Duration, type Quantity } from "../metrics/units.ts";

/** What one job brings to Prometheus. */
export interface JobLoad {
  readonly targets: number;
  /** Of one target, those included that Prometheus adds to a scrape. */
  readonly series: number;
  readonly interval: Duration;
}

/** What a Prometheus needs. */
export interface Sizing {
  readonly series: number;
  readonly samplesPerSecond: number;
  readonly memory: Quantity<"bytes">;
  readonly disk: Quantity<"bytes">;
  /** Processors that scraping keeps busy. */
  readonly processors: number;
  /** Series of the target that has most: one Prometheus scrapes it whole. */
  readonly largestTarget: number;
  /** Samples per second of the target that brings most. */
  readonly busiestTarget: number;
}

/**
 * Upper end of "1-2 bytes per sample" (prometheus.io/docs/prometheus/latest/storage, operational aspects). Measured: 1.4
 * with the index where scrapes come at even times; 2.9 where they do not, as on a machine with ten times the work that it
 * can do, because a timestamp off by more than 2 ms takes 1.5 bytes. `retention.size` holds the disk then.
 */
export const BLOCK_BYTES_PER_SAMPLE = 2;
/**
 * Measured: 5.7, and 7.0 where every other series changes at each scrape. Reference, time and value are 13 before they are
 * compressed, as they are by default since 2.20 (robustperception.io/how-much-space-does-the-wal-take-up).
 */
export const LOG_BYTES_PER_SAMPLE = 7;
/** How long the head keeps samples at most, until a block of two hours is cut. Source: prometheus.io/docs/prometheus/latest/storage */
const HEAD_SECONDS = 3 * 3600;
/**
 * Of a series in the head with the samples of hours, remote_write included. Source:
 * robustperception.io/why-does-prometheus-use-so-much-ram. Measured without queries, rules and remote_write, a block being
 * cut: 1.6 KiB with 100,000 series, 1.9 with a million (docs/scale.md), 2.1 where every other value changes at each scrape.
 */
export const MEMORY_PER_SERIES = 3 * 1024;
/** Measured: 49 MiB without a target or a rule, and a little for rules and queries. */
export const MEMORY_BASE = 64 * 2 ** 20;
/**
 * That one processor scrapes and stores in a second, and evaluates the rules on them. Source:
 * robustperception.io/scaling-and-federating-prometheus, where "a thousand servers with a thousand time series each scraped
 * every 10 seconds" are handled easily. Measured without rules and queries: 450,000 and more.
 */
const SAMPLES_A_PROCESSOR = 100_000;

/**
 * What scraping these jobs, and `ruleSeries` that rules write every `interval`, needs for `retention`. The disk is the
 * documented `retention_time_seconds * ingested_samples_per_second * bytes_per_sample`, and beside it the log of the head.
 */
export function sizing(
  jobs: readonly JobLoad[],
  rules: { readonly series: number; readonly interval: Duration },
  retention: Duration,
): Sizing {
  const loads = [...jobs, { ...rules, targets: 1 }];
  const series = sum(loads.map((load) => load.targets * load.series));
  const samplesPerSecond = sum(loads.map((load) => (load.targets * load.series) / load.interval.value));
  const blocks = retention.value * samplesPerSecond * BLOCK_BYTES_PER_SAMPLE;
  const log = HEAD_SECONDS * samplesPerSecond * LOG_BYTES_PER_SAMPLE;
  return {
    series,
    samplesPerSecond,
    memory: bytes(Math.ceil(MEMORY_BASE + series * MEMORY_PER_SERIES)),
    disk: bytes(Math.ceil(blocks + log)),
    processors: samplesPerSecond / SAMPLES_A_PROCESSOR,
    largestTarget: Math.max(0, ...jobs.map((job) => job.series)),
    busiestTarget: Math.max(0, ...jobs.map((job) => job.series / job.interval.value)),
  };
}

/** The formulas above in words, for people; with where each comes from. */
export const FORMULAS: readonly { readonly of: string; readonly formula: string; readonly source: string }[] = [
  { of: "series", formula: "targets × series of a target, of every job, and what recording rules write", source: "" },
  { of: "samples per second", formula: "series / interval, of every job", source: "" },
  {
    of: "disk",
    formula: `retention × samples per second × ${BLOCK_BYTES_PER_SAMPLE} B, and ${HEAD_SECONDS / 3600} h × samples per second × ${LOG_BYTES_PER_SAMPLE} B for the log of the head`,
    source: "formula: prometheus.io/docs/prometheus/latest/storage; bytes measured: docs/scale.md",
  },
  {
    of: "processors",
    formula: `samples per second / ${SAMPLES_A_PROCESSOR.toLocaleString("en-US")}; Prometheus is to be given twice that`,
    source: "robustperception.io/scaling-and-federating-prometheus",
  },
  {
    of: "memory",
    formula: `${MEMORY_BASE / 2 ** 20} MiB and ${MEMORY_PER_SERIES / 1024} KiB a series; Prometheus is to be given twice that`,
    source: "robustperception.io/why-does-prometheus-use-so-much-ram; the first part measured",
  },
];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What a Prometheus is given. */
export interface Room {
  readonly memory: Quantity<"bytes">;
  /** Absent where no history is kept: an agent sends its samples on. */
  readonly disk?: Quantity<"bytes">;
  readonly processors: number;
}

/** Half stays free: for queries, and for what every series leaves in the head when its labels change at a restart. */
const MARGIN = 2;
/** "A single Prometheus server can easily handle millions." Source: robustperception.io/scaling-and-federating-prometheus */
export const SERIES_OF_ONE = 2_000_000;
/** More than this on one machine takes hours to copy or to restore; an object store keeps it for less. */
export const DISK_OF_ONE = 2 ** 40;

/** The room that leaves half of memory and processors free. */
export const roomFor = ({ memory, disk, processors }: Sizing): Required<Room> => ({
  memory: bytes(memory.value * MARGIN),
  disk,
  processors: processors * MARGIN,
});

/** Whether it is enough, half of memory and processors left free. */
export function fits(need: Sizing, room: Room): boolean {
  const { memory, disk, processors } = roomFor(need);
  const isKept = room.disk === undefined || disk.value <= room.disk.value;
  return isKept && memory.value <= room.memory.value && processors <= room.processors;
}

/** Samples per second that so many processors carry, half of them left free. */
export const samplesOf = (processors: number): number => (processors * SAMPLES_A_PROCESSOR) / MARGIN;
