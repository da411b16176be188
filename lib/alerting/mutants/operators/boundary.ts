import { type Comparison, numberComparisons } from "../comparisons.ts";
import type { Operator } from "../operator.ts";

const INCLUDING: Readonly<Record<string, string>> = { ">": ">=", "<": "<=", ">=": ">", "<=": "<" };

/** Between continuous quantities the boundary itself is met by accident only, but for a zero that means "nothing". */
const isMet = ({ node, numbers, threshold }: Comparison): boolean =>
  node.operator in INCLUDING && (numbers === "whole" || threshold.value === 0);

export const boundary: Operator = {
  id: "boundary",
  summary: "The boundary counted to the other side",
  why: "More than two is three, or it is two: of whole numbers, and of nothing at all, a proof has to show which.",
  examples: [
    { expression: "changes(size_bytes[5m]) > 2", gives: ["changes(size_bytes[5m]) >= 2"] },
    { expression: "rate(calls_total[5m]) <= 0", gives: ["rate(calls_total[5m]) < 0"] },
    { expression: "size_bytes > 500", gives: [] },
    { expression: "up == 0", gives: [] },
  ],
  run: (subject) =>
    numberComparisons(subject)
      .filter(isMet)
      .map(({ node: { operator, operatorSpan } }) => {
        const text = INCLUDING[operator] as string;
        return { what: `comparison ${operator} -> ${text}`, span: operatorSpan, text };
      }),
};
