import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Reading, ScalePrometheus } from "./scale-prometheus.ts";
import type { Block } from "./scale-storage.ts";

/** One size at which Prometheus is measured. */
export interface Size {
  readonly series: number;
  readonly targets: number;
  readonly intervalSeconds: number;
  readonly blockMinutes: number;
}

/** What was measured of it. */
export interface ScalePoint extends Size {
  /** In the head, with those that Prometheus adds to a scrape. */
  readonly headSeries: number;
  readonly minutes: number;
  /** Share of all. */
  readonly failedScrapes: number;
  readonly samplesPerSecond: number;
  /** The most at any time, a block being cut in it. */
  readonly residentBytes: number;
  readonly anonymousBytes: number;
  /** Before the first block was cut, and the log with it. */
  readonly logBytesPerSample: number;
  /** Null where none was cut in time. */
  readonly block: BlockBytes | null;
  /** Of one core. */
  readonly samplesPerProcessorSecond: number;
}

export interface BlockBytes {
  readonly samplesPerSeries: number;
  readonly chunkBytesPerSample: number;
  readonly indexBytesPerSeries: number;
}

const LOOK_MS = 5_000;
/** Looks once the block is cut: the memory of cutting it is given back late. */
const LOOKS_AFTER = 6;
/** A block is cut when the head holds one and a half of it; so many blocks' time is waited for a busy machine. */
const PATIENCE = 3;

/** Scrapes so many series until a whole block is cut, beginning where blocks begin. Everything is ended after. */
export async function measurePoint(size: Size): Promise<ScalePoint> {
  const exporter = fork(join(import.meta.dirname, "scale-exporter.ts"), [
    `${size.targets}`,
    `${size.series / size.targets}`,
  ]);
  try {
    const [port] = (await once(exporter, "message")) as [number];
    const blockMs = size.blockMinutes * 60_000;
    await pause(blockMs - (Date.now() % blockMs));
    const prometheus = await ScalePrometheus.start({ ...size, port });
    try {
      return await watched(size, prometheus);
    } finally {
      await prometheus.stop();
    }
  } finally {
    exporter.disconnect();
  }
}

interface Look {
  readonly reading: Reading;
  readonly logBytes: number;
  readonly block: Block | undefined;
}

async function watched(size: Size, prometheus: ScalePrometheus): Promise<ScalePoint> {
  const start = performance.now();
  const looks = await untilCut(size, prometheus);
  for (let after = 0; after < LOOKS_AFTER; after += 1) looks.push(await nextLook(prometheus));
  const failedScrapes = await prometheus.failedScrapes();
  return pointOf(size, looks, { failedScrapes, seconds: (performance.now() - start) / 1000 });
}

async function untilCut(size: Size, prometheus: ScalePrometheus): Promise<Look[]> {
  const deadline = performance.now() + size.blockMinutes * 60_000 * PATIENCE;
  const looks: Look[] = [];
  while (looks.at(-1)?.block === undefined && performance.now() < deadline) looks.push(await nextLook(prometheus));
  return looks;
}

async function nextLook(prometheus: ScalePrometheus): Promise<Look> {
  await pause(LOOK_MS);
  const { storage } = prometheus;
  return { reading: await prometheus.read(), logBytes: storage.logBytes(), block: storage.fullestBlock() };
}

interface Run {
  readonly failedScrapes: number;
  readonly seconds: number;
}

function pointOf(size: Size, looks: readonly Look[], { failedScrapes, seconds }: Run): ScalePoint {
  const readings = looks.map(({ reading }) => reading);
  const last = readings.at(-1) as Reading;
  if (last.lost > 0) throw new Error(`Prometheus refused ${last.lost} samples or scrapes`);
  const uncut = looks.filter(({ block }) => block === undefined).at(-1) as Look;
  const block = looks.at(-1)?.block;
  const most = (of: (reading: Reading) => number) => Math.max(...readings.map(of));
  return {
    ...size,
    headSeries: most(({ series }) => series),
    minutes: rounded(seconds / 60),
    failedScrapes: rounded(failedScrapes),
    samplesPerSecond: Math.round(last.samples / seconds),
    residentBytes: most(({ residentBytes }) => residentBytes),
    anonymousBytes: most(({ anonymousBytes }) => anonymousBytes),
    logBytesPerSample: rounded(uncut.logBytes / uncut.reading.samples),
    block: block === undefined ? null : bytesOf(block),
    samplesPerProcessorSecond: Math.round(last.samples / last.processorSeconds),
  };
}

const bytesOf = ({ series, samples, chunkBytes, indexBytes }: Block): BlockBytes => ({
  samplesPerSeries: Math.round(samples / series),
  chunkBytesPerSample: rounded(chunkBytes / samples),
  indexBytesPerSeries: rounded(indexBytes / series),
});

const rounded = (value: number): number => Number(value.toFixed(3));
