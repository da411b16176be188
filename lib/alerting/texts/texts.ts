import type { Catalogue, Problem } from "../../promql/checker/index.ts";
import type { TextCheck } from "./check.ts";
import * as checks from "./checks/index.ts";
import { factsOf, type RuleFacts, type WrittenRule } from "./rule.ts";
import { template } from "./template/template.ts";

/** Every check of a text, by id. */
export const TEXT_CHECKS: readonly TextCheck[] = Object.values(checks).sort((a, b) => (a.id < b.id ? -1 : 1));

/** A problem with its span in the text, and which text it is. */
export interface TextProblem extends Problem {
  readonly of: "labels" | "annotations";
  readonly name: string;
  readonly text: string;
}

/** Judges an alert's labels and annotations against its expression and its times. Never throws. */
export function checkTexts(rule: WrittenRule, catalogue: Catalogue): readonly TextProblem[] {
  const facts = factsOf(rule, catalogue);
  return (["labels", "annotations"] as const).flatMap((of) =>
    Object.entries(rule[of] ?? {}).flatMap(([name, text]) =>
      problemsIn(text, facts).map((problem) => ({ ...problem, of, name, text })),
    ),
  );
}

function problemsIn(text: string, rule: RuleFacts): readonly Problem[] {
  const subject = { text, template: template(text), rule };
  const found = TEXT_CHECKS.flatMap(({ id, run }) =>
    run(subject).map(({ from, to, message, instead, severity = "error" }): Problem => {
      const problem = { check: id, severity, message, from, to };
      if (typeof instead !== "string") return problem;
      return { ...problem, suggestion: text.slice(0, from) + instead + text.slice(to) };
    }),
  );
  return [...found].sort((a, b) => a.from - b.from);
}
