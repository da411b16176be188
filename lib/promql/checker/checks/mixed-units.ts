import { bare, type Expression } from "../../parse/ast.ts";
import type { Check } from "../check.ts";
import { COMPARISONS } from "../operators.ts";
import { added, sameUnit } from "../units.ts";
import { at, ofKind } from "./support.ts";

export const mixedUnits: Check = {
  id: "unit/mixed",
  summary: "Two units are compared, added or put together",
  why: "Bytes and seconds have no sum, and neither is above the other: such an expression has a value and no meaning.",
  bad: [
    "queue_bytes > cpu_limit_ratio",
    "queue_bytes + on (job, instance) last_event_timestamp_seconds",
    "rate(calls_total[5m]) > rate(cpu_seconds_total[5m])",
    "queue_bytes or cpu_limit_ratio",
  ],
  good: [
    "queue_bytes / size_bytes > 0.9",
    "time() - last_event_timestamp_seconds > 30",
    "queue_bytes > 1024 * 1024",
    "rate(cpu_seconds_total[5m]) > cpu_limit_ratio",
    "queue_bytes or on () vector(0)",
  ],
  run: (subject) =>
    ofKind(subject, "binary").flatMap((node) => {
      const [left, right] = [subject.factsOf(node.left).unit, subject.factsOf(node.right).unit];
      const compared = COMPARISONS.has(node.operator) && !sameUnit(left, right);
      const summed = (node.operator === "+" || node.operator === "-") && added(left, right, node.operator) === "mixed";
      const joined = node.operator === "or" && !sameUnit(left, right) && ![node.left, node.right].some(isFilled);
      if (!compared && !summed && !joined) return [];
      return [
        at(
          node,
          `the left side is in ${left} and the right side in ${right}: ${node.operator} of the two means nothing`,
        ),
      ];
    }),
};

/** `or vector(0)`: a number in place of what is missing. */
const isFilled = (node: Expression): boolean => {
  const inside = bare(node);
  return inside.kind === "call" && inside.name === "vector";
};
