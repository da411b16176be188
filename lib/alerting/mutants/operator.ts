import type { Duration } from "../../metrics/units.ts";
import type { FactsOf } from "../../promql/checker/infer.ts";
import type { Expression, Span } from "../../promql/parse/ast.ts";

/** What an operator looks at: an alert's condition, parsed, and how it is used. */
export interface Subject {
  readonly text: string;
  /** The condition and everything in it, outermost first. */
  readonly nodes: readonly Expression[];
  readonly factsOf: FactsOf;
  /** How long the condition must hold; undefined when it need not. */
  readonly for: Duration | undefined;
  readonly evaluationInterval: Duration;
}

/** Another text at a place of the condition. */
export interface TextChange {
  /** As people say it: `threshold 0.5 -> 0.55`. */
  readonly what: string;
  readonly span: Span;
  readonly text: string;
}
/** Another `for`; undefined: none. */
export interface ForChange {
  readonly what: string;
  readonly for: Duration | undefined;
}
export type Change = TextChange | ForChange;

/** A rule, and all that the operator makes of it: expressions, or `for 45s` where only that changes. */
export interface Example {
  readonly expression: string;
  /** Seconds. */
  readonly for?: number;
  readonly gives: readonly string[];
}

/** One way to get a rule wrong: a value, in a file of its own. Every example is run by a table test. */
export interface Operator {
  readonly id: string;
  readonly summary: string;
  /** Which mistake it stands for, and so what a proof must notice. */
  readonly why: string;
  readonly examples: readonly Example[];
  readonly run: (subject: Subject) => readonly Change[];
}
