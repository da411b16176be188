import { sizeText } from "../cli/catalogue/text.ts";
import { BLOCK_BYTES_PER_SAMPLE, LOG_BYTES_PER_SAMPLE } from "../lib/services/capacity.ts";
import { blockBytesPerSample, predicted } from "./scale-file.ts";
import type { ScalePoint } from "./scale-point.ts";

export const SCALE_HEAD = [
  "series",
  "memory measured",
  "reckoned",
  "measured / reckoned",
  "log, bytes a sample",
  "blocks, bytes a sample",
  "samples a second of one processor",
] as const;

/** A point beside what is reckoned for it; below 1 there is room. */
export function scaleRow(point: ScalePoint): readonly string[] {
  const memory = predicted(point).memory.value;
  return [
    point.headSeries.toLocaleString("en-US"),
    sizeText(point.anonymousBytes),
    sizeText(memory),
    (point.anonymousBytes / memory).toFixed(2),
    `${point.logBytesPerSample.toFixed(1)} (reckoned ${LOG_BYTES_PER_SAMPLE})`,
    `${blockBytesPerSample(point)?.toFixed(2) ?? "not measured"} (reckoned ${BLOCK_BYTES_PER_SAMPLE})`,
    point.samplesPerProcessorSecond.toLocaleString("en-US"),
  ];
}
