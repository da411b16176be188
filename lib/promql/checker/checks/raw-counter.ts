import { bare, children, type Expression } from "../../parse/ast.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { at, ofKind, sliceOf } from "./support.ts";

/** Functions that a counter's own value is meant for. */
const OF_ITSELF: ReadonlySet<string> = new Set(["absent", "timestamp", "count", "group"]);

export const rawCounter: Check = {
  id: "counter/raw",
  summary: "A counter's own value is compared or shown",
  why: "A counter only grows, until its process restarts: its value says how long the process has run. What happened lately is its rate or its increase.",
  bad: ["calls_total > 100", "sum by (code) (calls_total)", "avg_over_time(calls_total[5m])"],
  good: [
    "rate(calls_total[5m]) > 1",
    "absent(calls_total)",
    "count(calls_total)",
    'increase((wait_seconds_count - ignoring (le) wait_seconds_bucket{le="0.5"})[5m:]) > 0',
  ],
  run: (subject) => raw(subject.expression, subject),
};

/** Walks down until something makes a rate of the counters below. */
function raw(node: Expression, subject: Subject): readonly Finding[] {
  if (node.kind === "call" && rates(node.name)) return [];
  if (
    (node.kind === "call" && OF_ITSELF.has(node.name)) ||
    (node.kind === "aggregation" && OF_ITSELF.has(node.operator))
  )
    return [];
  if (node.kind === "range" && subject.factsOf(node).series?.type === "counter") return [over(node, subject)];
  if (node.kind === "selector" && subject.factsOf(node).series?.type === "counter" && !isRight(node, subject))
    return [single(node, subject)];
  return children(node).flatMap((child) => raw(child, subject));
}

const RATES: ReadonlySet<string> = new Set([
  "rate",
  "irate",
  "increase",
  "resets",
  "changes",
  "absent_over_time",
  "present_over_time",
  "count_over_time",
]);
const rates = (name: string): boolean => RATES.has(name) || name.startsWith("histogram_") || name.startsWith("ts_of_");

/** Only there to be matched: `x and calls_total`. */
const isRight = (node: Expression, subject: Subject): boolean =>
  ofKind(subject, "binary").some(
    ({ operator, right }) => (operator === "and" || operator === "unless") && bare(right) === node,
  );

const single = (node: Expression, subject: Subject): Finding =>
  at(node, "this counter only grows; what happened lately is its rate", `rate(${sliceOf(subject, node)}[5m])`);
const over = (node: Expression, _: Subject): Finding =>
  at(node, "a counter only grows, so this function says nothing of it; take the rate of it first");
