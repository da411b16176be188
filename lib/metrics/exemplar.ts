import type { Labels } from "./definitions.ts";
import { seriesText } from "./text.ts";

/** One event that an observation was made of, to be found by its labels: `{ backtest: "7f3a" }`, `{ request: "a1" }`. */
export interface Exemplar {
  readonly labels: Labels;
  /** When it was observed, seconds since the Unix epoch. */
  readonly timestamp: number;
}

/** Of names and values together. Source: OpenMetrics 1.0, Exemplars. */
const MOST_CHARACTERS = 128;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** ` # {request="a1"} 0.3 1795404000.5`, as it follows a bucket; undefined when OpenMetrics has no place for it. */
export function exemplarText({ labels, timestamp }: Exemplar, value: number): string | undefined {
  const pairs = Object.entries(labels ?? {});
  const areLabels = pairs.every(([name, text]) => LABEL_NAME.test(name) && typeof text === "string");
  const fits = areLabels && [...pairs.flat().join("")].length <= MOST_CHARACTERS;
  if (!fits || !Number.isFinite(timestamp)) return undefined;
  return ` # ${seriesText("", pairs) || "{}"} ${value} ${timestamp}`;
}
