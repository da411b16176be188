import { comparisons } from "../comparisons.ts";
import type { Operator } from "../operator.ts";

const OPPOSITE: Readonly<Record<string, string>> = {
  ">": "<",
  "<": ">",
  ">=": "<=",
  "<=": ">=",
  "==": "!=",
  "!=": "==",
};

export const turned: Operator = {
  id: "turned",
  summary: "A comparison turned",
  why: "The alert then fires while all is well, and is silent when it is not.",
  examples: [
    { expression: "up == 0", gives: ["up != 0"] },
    {
      expression: "size_bytes >= queue_bytes > 5",
      gives: ["size_bytes >= queue_bytes < 5", "size_bytes <= queue_bytes > 5"],
    },
    { expression: "absent(up)", gives: [] },
  ],
  run: (subject) =>
    comparisons(subject).map(({ operator, operatorSpan }) => {
      const text = OPPOSITE[operator] as string;
      return { what: `comparison ${operator} -> ${text}`, span: operatorSpan, text };
    }),
};
