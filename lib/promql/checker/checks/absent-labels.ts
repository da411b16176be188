import { bare } from "../../parse/ast.ts";
import type { Check } from "../check.ts";
import { at, ofKind } from "./support.ts";

export const absentLabels: Check = {
  id: "absent/labels",
  summary: "absent() that loses its labels",
  why: "What is absent has no labels but those matched by =. With a pattern or an aggregation the alert cannot say what is missing, its routes and inhibitions do not match, and it fires only when all of them are gone.",
  bad: ['absent(up{job=~"app|db"})', "absent(sum by (job) (up))", "absent_over_time(up[5m])"],
  good: ['absent(up{job="app"})', 'absent_over_time(up{job="app"}[5m])'],
  run: (subject) =>
    ofKind(subject, "call")
      .filter(({ name }) => name === "absent" || name === "absent_over_time")
      .flatMap((call) => {
        const argument = call.arguments[0] && bare(call.arguments[0]);
        const inside = argument?.kind === "range" ? argument.of : argument;
        if (argument === undefined || inside === undefined) return [];
        if (inside.kind !== "selector")
          return [at(argument, `${call.name}() of an expression has no labels at all: give it a selector with =`)];
        const pattern = inside.matchers.find(({ operator }) => operator === "=~");
        if (pattern)
          return [
            at(
              pattern,
              `${call.name}() loses ${pattern.label}, for it is matched by a pattern: write one absent() for each value`,
            ),
          ];
        return inside.matchers.some(({ operator }) => operator === "=")
          ? []
          : [at(argument, `${call.name}() says nothing of what is missing: match the job with =`)];
      }),
};
