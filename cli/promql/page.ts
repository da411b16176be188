import type { Checked, Problem } from "../../lib/promql/checker/index.ts";
import type { Paint } from "../terminal/terminal.ts";

export interface Judged extends Checked {
  readonly expression: string;
}

/** One line for a script. Null: not known. */
export const record = ({ expression, type, labels, unit, problems }: Judged) => ({
  ...{ expression, type: type ?? null, labels: labels ?? null, unit: unit ?? null },
  problems,
});

/** What was found, each under its expression with a mark beneath the place; then the counts. */
export function page(judged: readonly Judged[], paint: Paint): string {
  const found = judged.flatMap(({ expression, problems }, index) =>
    problems.map((problem) => told(expression, problem, index + 1, paint)),
  );
  return [...found, counts(judged)].join("\n\n");
}

function told(expression: string, problem: Problem, line: number, paint: Paint): string {
  const { check, severity, message, from, to, suggestion } = problem;
  const margin = `${line}: `;
  const mark = " ".repeat(margin.length + from) + "^".repeat(Math.max(1, to - from));
  return [
    margin + expression.replaceAll("\t", " "),
    paint(severity === "error" ? "red" : "yellow", mark),
    `${severity} ${check}: ${message}`,
    ...(suggestion === undefined ? [] : [`write: ${paint("green", suggestion)}`]),
  ].join("\n");
}

function counts(judged: readonly Judged[]): string {
  const all = judged.flatMap(({ problems }) => problems);
  const errors = all.filter(({ severity }) => severity === "error").length;
  return `${counted(judged.length, "expression")}, ${counted(errors, "error")}, ${counted(all.length - errors, "warning")}`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
