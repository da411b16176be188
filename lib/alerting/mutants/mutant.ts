import { parseDuration } from "../../metrics/duration.ts";
import { type Duration, seconds } from "../../metrics/units.ts";
import type { Catalogue } from "../../promql/checker/catalogue.ts";
import { grammar } from "../../promql/checker/grammar.ts";
import { infer } from "../../promql/checker/infer.ts";
import { nodes, type Span } from "../../promql/parse/ast.ts";
import { parse } from "../../promql/parse/parse.ts";
import type { Suite } from "../proofs/suite.ts";
import { unreadableRule } from "./errors.ts";
import { OPERATORS } from "./list.ts";
import type { Change, Subject } from "./operator.ts";
import { filedAlert } from "./rule-file.ts";

/** A rule with one mistake in it. */
export interface Mutant {
  /** The id of the operator that made it. */
  readonly operator: string;
  /** As people say it, and unlike every other of the same alert: `window 5m -> 10m`, `window 5m -> 10m (2)`. */
  readonly what: string;
  /** The recording rule that was changed; undefined where it was the alert itself. */
  readonly recording: { readonly record: string; readonly expr: string } | undefined;
  /** The changed rule's expression. */
  readonly expr: string;
  /** How long the alert's condition must hold; undefined when it need not. */
  readonly for: Duration | undefined;
  /** Where the expression was changed; undefined when `for` was. */
  readonly span: Span | undefined;
}

export interface MutationGiven {
  readonly evaluationInterval: Duration;
  /** Tells whole numbers, truths and units, which decide what a small change is. */
  readonly catalogue: Catalogue;
}

interface Rule {
  readonly name: string;
  readonly expr: string;
  readonly for: Duration | undefined;
}

/** Every mutant of a suite's alert, then every one of the recordings that it reads. Fails as `mutantsOf` does. */
export function mutantsIn(suite: Pick<Suite, "alert" | "rules">, given: MutationGiven): readonly Mutant[] {
  const { alert, recordings } = filedAlert(suite);
  const held = alert.for === undefined ? undefined : seconds(parseDuration(alert.for) ?? 0);
  return [
    ...mutantsOf({ name: suite.alert, expr: alert.expr, for: held }, given),
    ...recordings.flatMap(({ record, expr }) =>
      mutantsOf({ name: record, expr, for: undefined }, given)
        .filter(({ span }) => span !== undefined)
        .map((one): Mutant => ({ ...one, what: `${one.what} in ${record}`, recording: { record, expr }, for: held })),
    ),
  ];
}

/**
 * Every mutant of a rule, in the order of the operators' ids and of the text. Two that print the same are one, one
 * that prints what it was made of is none, and so is one that Prometheus would refuse: nobody could ship it.
 * Fails on an expression that is no PromQL.
 */
export function mutantsOf(rule: Rule, given: MutationGiven): readonly Mutant[] {
  const subject = subjectOf(rule, given);
  const made = OPERATORS.flatMap(({ id, run }) => run(subject).map((change) => applied(id, change, rule)));
  const seen = new Set([keyOf(rule)]);
  const isNew = (one: Mutant): boolean => !seen.has(keyOf(one)) && seen.add(keyOf(one)) !== undefined;
  return named(made.filter(isNew).filter(({ expr }) => grammar(expr).problems.length === 0));
}

function subjectOf({ name, expr, for: held }: Rule, { catalogue, evaluationInterval }: MutationGiven): Subject {
  const { text, expression, problems } = parse(expr);
  if (problems[0]) throw unreadableRule(name, problems[0].message);
  return { text, nodes: nodes(expression), factsOf: infer(catalogue), for: held, evaluationInterval };
}

function applied(operator: string, change: Change, { expr, for: held }: Rule): Mutant {
  const same = { operator, what: change.what, recording: undefined };
  if (!("span" in change)) return { ...same, expr, for: change.for, span: undefined };
  const { from, to } = change.span;
  return { ...same, expr: expr.slice(0, from) + change.text + expr.slice(to), for: held, span: { from, to } };
}

const keyOf = ({ expr, for: held }: Pick<Rule, "expr" | "for">): string => `${held?.value ?? 0} ${expr}`;

/** The same change at two places would be told by the same words. */
const named = (mutants: readonly Mutant[]): readonly Mutant[] =>
  mutants.map((mutant, index) => {
    const before = mutants.slice(0, index).filter(({ what }) => what === mutant.what).length;
    return before === 0 ? mutant : { ...mutant, what: `${mutant.what} (${before + 1})` };
  });
