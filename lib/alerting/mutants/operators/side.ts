import { SETS } from "../../../promql/checker/operators.ts";
import type { Binary } from "../../../promql/parse/ast.ts";
import type { Operator, Subject, TextChange } from "../operator.ts";

const eachAlone = ({ operator, left, right, ...whole }: Binary, { text }: Subject): readonly TextChange[] =>
  [["left", right, left] as const, ["right", left, right] as const].map(([side, kept]) => ({
    what: `${side} side of ${operator} dropped`,
    span: { from: whole.from, to: whole.to },
    text: text.slice(kept.from, kept.to),
  }));

export const side: Operator = {
  id: "side",
  summary: "A side of and, unless or or dropped",
  why: "A guard that no proof needs is either no guard or not proven.",
  examples: [
    { expression: "size_bytes > 5 and up == 1", gives: ["up == 1", "size_bytes > 5"] },
    {
      expression: "up unless (up == 1 or absent(up))",
      gives: ["(up == 1 or absent(up))", "up", "up unless (absent(up))", "up unless (up == 1)"],
    },
    { expression: "up == 0", gives: [] },
  ],
  run: (subject) =>
    subject.nodes.flatMap((node) =>
      node.kind === "binary" && SETS.has(node.operator) ? eachAlone(node, subject) : [],
    ),
};
