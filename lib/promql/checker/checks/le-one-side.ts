import type { Check } from "../check.ts";
import { SETS } from "../operators.ts";
import { at, ofKind } from "./support.ts";

export const leOneSide: Check = {
  id: "histogram/le-one-side",
  summary: "Only one side of an operator has le",
  why: "A bucket carries le and the count of all observations does not, so without ignoring (le) no pair of series matches, and the result is empty: an alert that looks careful and never fires.",
  bad: ['increase(wait_seconds_count[5m]) - increase(wait_seconds_bucket{le="0.5"}[5m]) > 0'],
  good: [
    'increase(wait_seconds_count[5m]) - ignoring (le) increase(wait_seconds_bucket{le="0.5"}[5m]) > 0',
    'sum(rate(wait_seconds_count[5m])) - sum(rate(wait_seconds_bucket{le="0.5"}[5m]))',
  ],
  run: (subject) =>
    ofKind(subject, "binary").flatMap(({ left, right, matching, operator, operatorSpan }) => {
      const sides = [left, right].map((side) => subject.factsOf(side).labels);
      const [one, other] = sides;
      if (one === undefined || other === undefined || one.size === 0 || other.size === 0) return [];
      if (matching.by !== undefined || operator === "or" || one.has("le") === other.has("le")) return [];
      const fix = `${operator} ignoring (le)`;
      const side = one.has("le") ? "left" : "right";
      const message = `only the ${side} side has le, so no series of the two sides match: the result is ${SETS.has(operator) ? "not what it says" : "always empty"}`;
      return [at({ from: left.from, to: right.to }, message, { ...operatorSpan, text: fix })];
    }),
};
