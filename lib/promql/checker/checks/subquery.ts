import { bare, nodes, type Subquery } from "../../parse/ast.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { at, ofKind, sliceOf, unmodified, warning } from "./support.ts";

export const subquery: Check = {
  id: "range/subquery",
  summary: "A subquery with too few points, or for nothing",
  why: "A range is open at its left end, so [1m:1m] holds one point, and a rate of one point is empty. A step longer than the range inside skips what lies between. A subquery of a plain selector re-reads at its own step what the range itself holds exactly.",
  bad: [
    "rate((calls_total - calls_total offset 1m)[1m:1m])",
    "max_over_time(rate(calls_total[5m])[1m:2m])",
    "rate(calls_total[5m:])",
    "max_over_time(rate(calls_total[1m])[1h:5m])",
  ],
  good: [
    "max_over_time(rate(calls_total[5m])[1h:1m])",
    'increase((wait_seconds_count - ignoring (le) wait_seconds_bucket{le="0.5"})[10m:])',
  ],
  run: (subject) =>
    ofKind(subject, "call").flatMap(({ arguments: given, name }) =>
      given.map(unmodified).flatMap((argument) => (argument.kind === "subquery" ? wrong(argument, name, subject) : [])),
    ),
};

function wrong(node: Subquery, name: string, subject: Subject): readonly Finding[] {
  const step = node.step ? node.step.seconds : subject.evaluationInterval;
  const points =
    node.range.seconds === undefined || step === undefined ? undefined : Math.floor(node.range.seconds / step);
  if (points !== undefined && points < 2)
    return [
      at(
        node,
        `this holds ${points === 1 ? "one point" : "no point"}: its range is ${node.range.seconds} s and its step ${step} s`,
      ),
    ];
  const looked = Math.max(
    0,
    ...nodes(node.of).flatMap((inner) => (inner.kind === "range" && inner.range.seconds) || []),
  );
  if (step !== undefined && looked > 0 && looked < step)
    return [warning(at(node, `of every ${step} s only the last ${looked} s are looked at: make the step ${looked} s`))];
  if (bare(node.of).kind !== "selector" || node.step) return [];
  const direct = `${name}(${sliceOf(subject, node.of)}[${sliceOf(subject, node.range)}])`;
  return [
    warning(
      at(
        node,
        `a selector has a range of its own: ${direct} reads every sample`,
        `${sliceOf(subject, node.of)}[${sliceOf(subject, node.range)}]`,
      ),
    ),
  ];
}
