import type { Duration } from "../../metrics/units.ts";
import type { Catalogue } from "../../promql/checker/catalogue.ts";
import { grammar } from "../../promql/checker/grammar.ts";
import { infer } from "../../promql/checker/infer.ts";
import { nodes, type Span } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import type { Alert } from "../rules/alert.ts";
import { unreadableCondition } from "./errors.ts";
import { OPERATORS } from "./list.ts";
import type { Change, Subject } from "./operator.ts";

/** A rule with one mistake in it. */
export interface Mutant {
  /** The id of the operator that made it. */
  readonly operator: string;
  /** As people say it, and unlike every other of the same alert: `window 5m -> 10m`, `window 5m -> 10m (2)`. */
  readonly what: string;
  readonly expr: string;
  /** How long the condition must hold; undefined when it need not. */
  readonly for: Duration | undefined;
  /** Where the original was changed; undefined when its `for` was. */
  readonly span: Span | undefined;
}

export interface MutationGiven {
  readonly evaluationInterval: Duration;
  /** Tells whole numbers, truths and units, which decide what a small change is. */
  readonly catalogue: Catalogue;
}

type Rule = Pick<Mutant, "expr" | "for">;

/**
 * Every mutant of an alert, in the order of the operators' ids and of the text. Two that print the same are one, one
 * that prints what it was made of is none, and so is one that Prometheus would refuse: nobody could ship it.
 * Fails on a condition that is no PromQL.
 */
export function mutantsOf(alert: Pick<Alert, "name" | "condition" | "for">, given: MutationGiven): readonly Mutant[] {
  const subject = subjectOf(alert, given);
  const original: Rule = { expr: subject.text, for: alert.for };
  const made = OPERATORS.flatMap(({ id, run }) => run(subject).map((change) => applied(id, change, original)));
  const seen = new Set([keyOf(original)]);
  const isNew = (rule: Rule): boolean => !seen.has(keyOf(rule)) && seen.add(keyOf(rule)) !== undefined;
  return named(made.filter(isNew).filter(({ expr }) => grammar(expr).problems.length === 0));
}

function subjectOf({ name, condition, for: held }: Parameters<typeof mutantsOf>[0], given: MutationGiven): Subject {
  const { text, expression, problems } = parse(condition.promql);
  if (problems[0]) throw unreadableCondition(name, problems[0].message);
  return {
    ...{ text, nodes: nodes(expression), factsOf: infer(given.catalogue) },
    ...{ for: held, evaluationInterval: given.evaluationInterval },
  };
}

function applied(operator: string, change: Change, original: Rule): Mutant {
  if (!("span" in change))
    return { operator, what: change.what, expr: original.expr, for: change.for, span: undefined };
  const { what, span, text } = change;
  const expr = original.expr.slice(0, span.from) + text + original.expr.slice(span.to);
  return { operator, what, expr, for: original.for, span: { from: span.from, to: span.to } };
}

const keyOf = ({ expr, for: held }: Rule): string => `${held?.value ?? 0} ${expr}`;

/** The same change at two places would be told by the same words. */
const named = (mutants: readonly Mutant[]): readonly Mutant[] =>
  mutants.map((mutant, index) => {
    const before = mutants.slice(0, index).filter(({ what }) => what === mutant.what).length;
    return before === 0 ? mutant : { ...mutant, what: `${mutant.what} (${before + 1})` };
  });
