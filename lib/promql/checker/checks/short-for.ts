import type { Check } from "../check.ts";
import { at } from "./support.ts";

export const shortFor: Check = {
  id: "rule/for",
  summary: "A for that is shorter than an evaluation",
  why: "A condition is looked at once an evaluation, so a shorter for is as good as none and only delays the alert by one evaluation: a single bad sample fires it.",
  bad: [{ expression: "up == 0", context: "rule", for: 5 }],
  good: [
    { expression: "up == 0", context: "rule", for: 60 },
    { expression: "up == 0", context: "rule" },
  ],
  run: ({ for: held, evaluationInterval, expression }) =>
    held === undefined || held >= evaluationInterval
      ? []
      : [
          at(
            expression,
            `for is ${held} s, shorter than the ${evaluationInterval} s between two evaluations: one bad sample fires the alert`,
          ),
        ],
};
