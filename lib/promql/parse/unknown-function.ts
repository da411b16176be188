import type { Span } from "./ast.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problem.ts";
import { PARAMETERS, SIGNATURES } from "./signatures.ts";

const NAMES = [
  ...SIGNATURES.keys(),
  ...PARAMETERS.keys(),
  "sum",
  "min",
  "max",
  "avg",
  "count",
  "group",
  "stddev",
  "stdvar",
];

/** A call of what Prometheus does not have. */
export function unknownFunction(text: string, { from, to }: Span): Problem {
  const name = text.slice(from, to);
  const near = nearest(name, NAMES);
  const message = `there is no function ${name}${near ? `; ${near} is near` : ""}`;
  const suggestion = near && { suggestion: text.slice(0, from) + near + text.slice(to) };
  return { check: "type/unknown-function", severity: "error", message, from, to, ...suggestion };
}
