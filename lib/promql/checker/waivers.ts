import type { Problem } from "../parse/problem.ts";

/** A problem that is meant to be there, and why. Written in the expression: `# waive range/short: scraped by hand`. */
export interface Waiver {
  readonly check: string;
  readonly reason: string;
}

const WAIVER = /#\s*waive\s+([\w/-]+)\s*:?\s*([^\n]*)/g;

interface Written extends Waiver {
  readonly from: number;
  readonly to: number;
}

const writtenIn = (text: string): readonly Written[] =>
  [...text.matchAll(WAIVER)].map((match) => ({
    check: match[1] ?? "",
    reason: (match[2] ?? "").trim(),
    from: match.index,
    to: match.index + match[0].length,
  }));

/** The problems that stay: those not waived, and waivers without a reason or without a problem. */
export function unwaived(problems: readonly Problem[], text: string, given: readonly Waiver[]): readonly Problem[] {
  const waivers: readonly Written[] = [
    ...writtenIn(text),
    ...given.map((waiver) => ({ ...waiver, from: 0, to: text.length })),
  ];
  const waived = new Set(waivers.filter(({ reason }) => reason !== "").map(({ check }) => check));
  const wrong = waivers.flatMap((waiver) => mistake(waiver, problems));
  return [...problems.filter(({ check }) => !waived.has(check)), ...wrong];
}

function mistake({ check, reason, from, to }: Written, problems: readonly Problem[]): readonly Problem[] {
  const problem = (id: string, message: string): readonly Problem[] => [
    { check: id, severity: "error", message, from, to },
  ];
  if (reason === "")
    return problem("waiver/reason", `the waiver of ${check} gives no reason: write # waive ${check}: why`);
  if (problems.some((one) => one.check === check)) return [];
  return problem("waiver/unused", `the waiver of ${check} waives nothing: remove it`);
}
