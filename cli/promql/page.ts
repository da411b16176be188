import type { Problem } from "../../lib/promql/checker/index.ts";
import { counted } from "../terminal/counted.ts";
import type { Paint } from "../terminal/terminal.ts";
import type { Where } from "./input.ts";
import type { Judged } from "./judge.ts";

/** One line for a script. Null: not known. A problem with `in` has its place in that text. */
export const record = ({ expression, type, labels, unit, problems, where, texts }: Judged) => ({
  ...{ expression, type: type ?? null, labels: labels ?? null, unit: unit ?? null },
  problems: [...problems, ...texts.map(({ of, name, text: _, ...problem }) => ({ ...problem, in: `${of}.${name}` }))],
  ...(where && { where }),
});

/** What was found, each under its expression with a mark beneath the place; then the counts. */
export function page(file: string, judged: readonly Judged[], paint: Paint): string {
  const found = judged.flatMap(({ expression, problems, texts, where }, index) => {
    const [title, margin] = where ? [`${titleOf(file, where)}\n`, "  "] : ["", `${index + 1}: `];
    return [
      ...problems.map((problem) => title + told(expression, problem, margin, paint)),
      ...texts.map((problem) => title + told(problem.text, problem, `  ${problem.name}: `, paint)),
    ];
  });
  return [...found, counts(judged)].join("\n\n");
}

/** `alert.rules.yml:12 HighLatency (quantflow-alerts)` */
function titleOf(file: string, { line, group, rule, panel, query }: Where): string {
  const [name, inside] = panel === undefined ? [rule, group] : [panel, query && `query ${query}`];
  return [`${file}:${line}`, name, inside && `(${inside})`].filter((part) => part !== undefined).join(" ");
}

function told(text: string, problem: Problem, margin: string, paint: Paint): string {
  const { check, severity, message, suggestion } = problem;
  const { line, from, to } = lineAt(text, problem);
  const mark = " ".repeat(margin.length + from) + "^".repeat(Math.max(1, to - from));
  return [
    margin + line.replaceAll("\t", " "),
    paint(severity === "error" ? "red" : "yellow", mark),
    `${severity} ${check}: ${message}`,
    ...(suggestion === undefined ? [] : [`write: ${paint("green", suggestion)}`]),
  ].join("\n");
}

/** The line of a text where a problem begins, and its place in that line. */
function lineAt(text: string, { from, to }: Problem): { line: string; from: number; to: number } {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", start);
  const line = text.slice(start, end < 0 ? undefined : end);
  return { line, from: from - start, to: Math.min(to - start, line.length) };
}

function counts(judged: readonly Judged[]): string {
  const all = judged.flatMap(({ problems, texts }) => [...problems, ...texts]);
  const errors = all.filter(({ severity }) => severity === "error").length;
  return `${counted(judged.length, "expression")}, ${counted(errors, "error")}, ${counted(all.length - errors, "warning")}`;
}
