import { assignmentsIn } from "./assignments.ts";
import { randomIn } from "./entropy.ts";
import type { Finding } from "./finding.ts";
import { formatsIn } from "./formats.ts";

/** Also the first half of one: what is found may end at its space. */
const PLACEHOLDER = /«secret/;

/** Every secret that a text shows by name, by value or by entropy; they may overlap. */
export function findingsIn(text: string): readonly Finding[] {
  if (isShortWord(text)) return [];
  const found = [...formatsIn(text), ...assignmentsIn(text), ...randomIn(text)];
  return found.filter(({ value }) => value !== "" && !PLACEHOLDER.test(value));
}

/** Shorter than any known format, and without what divides a name from its value: most of what stands in a plan. */
const isShortWord = (text: string): boolean => text.length < 13 && !/[\s:=@$}]/.test(text);

/** The outermost of those that overlap, in the text's order. */
export function outermost(findings: readonly Finding[]): readonly Finding[] {
  const kept: Finding[] = [];
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (finding.start >= (kept.at(-1)?.end ?? 0)) kept.push(finding);
  }
  return kept;
}
