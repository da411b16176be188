import type { Unit } from "../../metrics/units.ts";
import { constantOf } from "../../promql/checker/constants.ts";
import { COMPARISONS } from "../../promql/checker/operators.ts";
import type { Binary, Expression, Span } from "../../promql/parse/ast.ts";
import { type Numbers, numbersOf } from "./numbers.ts";
import type { Subject, TextChange } from "./operator.ts";

/** A comparison with a number. */
export interface Comparison {
  readonly node: Binary;
  readonly threshold: { readonly span: Span; readonly value: number };
  /** Which numbers are compared with it, and in which unit, where that is known. */
  readonly numbers: Numbers;
  readonly unit: Unit | undefined;
}

export const comparisons = ({ nodes }: Subject): readonly Binary[] =>
  nodes.filter((node): node is Binary => node.kind === "binary" && COMPARISONS.has(node.operator));

export const numberComparisons = (subject: Subject): readonly Comparison[] =>
  comparisons(subject).flatMap((node) => [
    ...compared(node, { with: node.right, and: node.left }, subject),
    ...compared(node, { with: node.left, and: node.right }, subject),
  ]);

function compared(
  node: Binary,
  { with: threshold, and: of }: { readonly with: Expression; readonly and: Expression },
  { factsOf }: Subject,
): readonly Comparison[] {
  const value = constantOf(threshold);
  if (value === undefined || constantOf(of) !== undefined) return [];
  return [{ node, threshold: { span: threshold, value }, numbers: numbersOf(of, factsOf), unit: factsOf(of).unit }];
}

/** The comparison with another number; without the last digits of a binary fraction. */
export function withThreshold({ threshold: { span } }: Comparison, value: number, { text }: Subject): TextChange {
  const printed = `${Number(value.toPrecision(12))}`;
  return { what: `threshold ${text.slice(span.from, span.to)} -> ${printed}`, span, text: printed };
}
