import type { Expression, Span } from "../parse/ast.ts";
import type { Parsed } from "../parse/parse.ts";
import type { ValueType } from "../parse/types.ts";
import type { Catalogue } from "./catalogue.ts";
import type { FactsOf } from "./infer.ts";

/** Where and how the expression is used. */
export interface Use {
  readonly context: "rule" | "dashboard";
  /** Seconds between two scrapes. */
  readonly scrapeInterval: number;
  /** Seconds between two evaluations of a rule. */
  readonly evaluationInterval: number;
  /** How long a rule's condition must hold, in seconds; undefined when it waits for nothing. */
  readonly for?: number;
  /** The expressions of the other rules in the file; undefined where they are not known. */
  readonly neighbours?: readonly string[];
  /** What a panel calls each series, labels in double braces; empty: Grafana's choice; undefined: in no panel. */
  readonly legend?: string;
}

/** What a check looks at. */
export interface Subject extends Parsed, Use {
  readonly catalogue: Catalogue;
  readonly factsOf: FactsOf;
  readonly typeOf: (node: Expression) => ValueType | undefined;
  /** The expression and everything in it, outermost first. */
  readonly nodes: readonly Expression[];
}

/** One thing that is wrong. */
export interface Finding extends Span {
  readonly message: string;
  /** What to write instead, of the span itself or of another part of the expression. */
  readonly instead?: string | (Span & { readonly text: string });
  readonly severity?: "error" | "warning";
}

/** An expression that shows a check at work, with how it is used where that matters. */
export type Example = string | ({ readonly expression: string } & Partial<Use>);

/** One mistake that can be made: a value, in a file of its own. Every example is run by a table test. */
export interface Check {
  readonly id: string;
  readonly summary: string;
  /** Why it is a mistake, for a reader who made it. */
  readonly why: string;
  readonly bad: readonly Example[];
  readonly good: readonly Example[];
  readonly run: (subject: Subject) => readonly Finding[];
}
