import type { Expression, Span } from "../../parse/ast.ts";
import type { Problem } from "../../parse/problem.ts";
import type { Feature, ValueType } from "../../parse/types.ts";

/** Undefined where it cannot be known: a Grafana variable, or what could not be read. */
export type Type = ValueType | undefined;

/** What the typing of one node asks of the walk through the whole expression. */
export interface Walk {
  readonly typeOf: (node: Expression) => Type;
  /** The whole text. */
  readonly text: string;
  readonly add: (problem: Problem) => void;
  /** Tells a problem; the replacement is of the span. */
  readonly report: (check: string, span: Span, message: string, replacement?: string) => void;
  /** Tells that a feature is off, where it is. */
  readonly needs: (feature: Feature, span: Span, what: string) => void;
}

/** `an instant vector` */
export const a = (type: Type): string => `${type === "instant vector" ? "an" : "a"} ${type}`;
