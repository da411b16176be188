import type { Check } from "../check.ts";
import { at, ofKind } from "./support.ts";

export const futureOffset: Check = {
  id: "range/offset",
  summary: "A rule that looks at the future, or never moves",
  why: "A negative offset asks for samples that do not exist yet when a rule is evaluated, so it is always empty; a fixed time (@) makes it evaluate the same moment for ever.",
  bad: [
    { expression: "queue_bytes offset -5m > 10", context: "rule" },
    { expression: "queue_bytes @ 1700000000 > 10", context: "rule" },
  ],
  good: [
    { expression: "queue_bytes - queue_bytes offset 1h > 10", context: "rule" },
    { expression: "queue_bytes offset -5m", context: "dashboard" },
  ],
  run: (subject) =>
    subject.context !== "rule"
      ? []
      : ofKind(subject, "modified").flatMap((node) => {
          if (node.modifier === "@")
            return [at(node, "a rule with a fixed time evaluates the same moment for ever: remove @")];
          const future = (node.offset?.seconds ?? 0) < 0;
          return future && node.offset
            ? [at(node.offset, "a negative offset looks at the future, which a rule never has: it is always empty")]
            : [];
        }),
};
