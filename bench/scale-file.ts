import { readFileSync } from "node:fs";
import { join } from "node:path";
import { days, seconds } from "../lib/metrics/units.ts";
import { MEMORY_BASE, type Sizing, sizing } from "../lib/services/capacity.ts";
import type { BehaviourBytes } from "./scale-behaviours.ts";
import type { ScalePoint } from "./scale-point.ts";

/** Measured, and kept: docs/scale.md and the tests of the sizing read it. */
export const SCALE_FILE = join(import.meta.dirname, "scale-points.json");

export interface ScaleFile {
  readonly command: string;
  readonly machine: string;
  readonly prometheus: string;
  readonly behaviours: readonly BehaviourBytes[];
  /** In the order of their series. */
  readonly points: readonly MeasuredPoint[];
}

export interface MeasuredPoint extends ScalePoint {
  /** What a reader must know of the run. */
  readonly note?: string;
  /** The day, in UTC. */
  readonly measured: string;
}

export const readScaleFile = (): ScaleFile => JSON.parse(readFileSync(SCALE_FILE, "utf8")) as ScaleFile;

/** With the points measured now in place of those of the same size. */
export const withPoints = (before: ScaleFile | undefined, now: ScaleFile): ScaleFile => ({
  ...now,
  points: [
    ...(before?.points ?? []).filter(({ series }) => now.points.every((point) => point.series !== series)),
    ...now.points,
  ].sort((a, b) => a.series - b.series),
});

/** What the sizing says of a point, as it would of an environment. */
export const predicted = ({
  headSeries,
  intervalSeconds,
}: Pick<ScalePoint, "headSeries" | "intervalSeconds">): Sizing =>
  sizing(
    [{ targets: 1, series: headSeries, interval: seconds(intervalSeconds) }],
    { series: 0, interval: seconds(intervalSeconds) },
    days(15),
  );

/** Samples of a series in a block as it is cut by default: two hours, every 15 s. */
const SAMPLES_OF_BLOCK = 480;

/** Chunks and index of a sample in such a block; undefined where none was cut. */
export const blockBytesPerSample = ({ block }: ScalePoint): number | undefined =>
  block === null ? undefined : block.chunkBytesPerSample + block.indexBytesPerSeries / SAMPLES_OF_BLOCK;

/** What a series takes in memory beside what Prometheus takes without any. */
export const memoryPerSeries = ({ anonymousBytes, headSeries }: ScalePoint): number =>
  (anonymousBytes - MEMORY_BASE) / headSeries;
