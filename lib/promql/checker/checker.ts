import type { Unit } from "../../metrics/units.ts";
import { nodes } from "../parse/ast.ts";
import type { Problem } from "../parse/problem.ts";
import type { Feature, ValueType } from "../parse/types.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Check, Finding, Subject, Use } from "./check.ts";
import { grammar } from "./grammar.ts";
import { infer } from "./infer.ts";
import { CHECKS } from "./list.ts";
import { unwaived, type Waiver } from "./waivers.ts";

export interface CheckOptions extends Partial<Use> {
  readonly catalogue: Catalogue;
  /** Experimental parts of PromQL that the server has switched on. */
  readonly features?: ReadonlySet<Feature>;
  readonly waivers?: readonly Waiver[];
}

export interface Checked {
  /** Undefined where it cannot be known. */
  readonly type: ValueType | undefined;
  /** In alphabetical order; undefined where they cannot be known. */
  readonly labels: readonly string[] | undefined;
  readonly unit: Unit | undefined;
  /** In the order in which they stand in the text. */
  readonly problems: readonly Problem[];
}

/** A dashboard on a server with a scrape and an evaluation each 15 s. */
const USUAL: Use = { context: "dashboard", scrapeInterval: 15, evaluationInterval: 15 };

/**
 * Judges a PromQL expression against a catalogue. Never throws; texts of any bytes are answered. Checks that need the
 * metrics run only once Prometheus itself would accept the expression.
 */
export function check(text: string, { catalogue, features, waivers = [], ...use }: CheckOptions): Checked {
  const { parsed, type, typeOf, problems } = grammar(text, features);
  if (problems.length > 0)
    return { type, labels: undefined, unit: undefined, problems: unwaived(problems, text, waivers) };
  const factsOf = infer(catalogue);
  const subject: Subject = { ...USUAL, ...use, ...parsed, catalogue, factsOf, typeOf, nodes: nodes(parsed.expression) };
  const { labels, unit } = factsOf(parsed.expression);
  const found = CHECKS.flatMap((one) => one.run(subject).map((finding) => problemOf(one, finding, text)));
  const sorted = [...found].sort((a, b) => a.from - b.from || a.to - b.to);
  return { type, labels: labels && [...labels].sort(), unit, problems: unwaived(sorted, text, waivers) };
}

function problemOf({ id }: Check, { from, to, message, severity = "error", instead }: Finding, text: string): Problem {
  const problem = { check: id, severity, message, from, to };
  if (instead === undefined) return problem;
  const { text: replacement, ...span } = typeof instead === "string" ? { from, to, text: instead } : instead;
  return { ...problem, suggestion: text.slice(0, span.from) + replacement + text.slice(span.to) };
}
