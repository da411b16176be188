import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Recording, recordingText } from "../../lib/metrics/recording.ts";
import { vanished, vanishedText } from "../../lib/metrics/vanished.ts";
import { recordingFile } from "../../stacks/recordings.ts";

/** What a new recording of an exporter is beside the one before. */
export interface Written {
  readonly file: string;
  readonly exporter: string;
  readonly version: string;
  readonly metrics: number;
  readonly series: number;
  /** Files of other versions of it: the checker believes every recording, so they go. */
  readonly replaces: readonly string[];
  /** Metrics that were not recorded before. */
  readonly come: readonly string[];
  /** What was recorded before, and is not exported now. */
  readonly gone: readonly string[];
}

/** What writing these recordings would do; touches nothing. */
export const recordingPlan = (now: readonly Recording[], before: readonly Recording[]): readonly Written[] =>
  now.map((recording) => {
    const others = before.filter(({ exporter }) => exporter === recording.exporter);
    const metrics = Object.values(recording.metrics);
    return {
      file: recordingFile(recording),
      exporter: recording.exporter,
      version: recording.version,
      metrics: metrics.length,
      series: metrics.reduce((sum, { series }) => sum + series, 0),
      replaces: others.map(recordingFile).filter((file) => file !== recordingFile(recording)),
      come: Object.keys(recording.metrics).filter(
        (name) => !others.some(({ metrics }) => Object.hasOwn(metrics, name)),
      ),
      gone: others.flatMap((other) => vanished(other.metrics, recording.metrics).map(vanishedText)),
    };
  });

export function writeRecordings(now: readonly Recording[], plan: readonly Written[], directory: string): void {
  for (const recording of now) writeFileSync(join(directory, recordingFile(recording)), recordingText(recording));
  for (const file of plan.flatMap(({ replaces }) => replaces)) rmSync(join(directory, file));
}
