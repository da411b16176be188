import type { Point, Sample } from "./series.ts";
import { escapeHelp, formatValue } from "./text.ts";

/** A metric as exposed: its head and its samples as they stand when read. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly unit?: string;
  samples(): Iterable<Sample>;
  /** The same as lines of text, each with its end, where that is faster or samples carry exemplars. */
  lines?(exemplars: boolean): string;
}

/** One that a recorder keeps. */
export interface RecordedFamily extends Family {
  points(): readonly Point[];
}

/** Where families come from. An asynchronous source is read before the synchronous ones. */
export interface Source {
  families(): readonly Family[] | Promise<readonly Family[]>;
}

export const linesOf = (family: Family, exemplars: boolean): string =>
  family.lines?.(exemplars) ??
  Array.from(family.samples(), ([series, value]) => `${series} ${formatValue(value)}\n`).join("");

/** The text format 0.0.4 of some families. A family without samples is left out. */
export function renderText(families: readonly Family[]): string {
  let text = "";
  for (const family of families) {
    const { name, help, type } = family;
    const lines = linesOf(family, false);
    if (lines !== "") text += `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n${lines}`;
  }
  return text;
}
