import { type Binary, bare, type Expression } from "../../parse/ast.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { constantOf } from "../constants.ts";
import { COMPARISONS } from "../operators.ts";
import { at, type Compared, comparedWithNumber, ofKind } from "./support.ts";

export const constantComparison: Check = {
  id: "comparison/constant",
  summary: "A comparison that is always true or always false",
  why: "Counts and rates of counters are never below zero, states are 0 or 1, shares of one thing lie between them: a threshold outside that decides before anything is measured.",
  bad: [
    "rate(calls_total[5m]) < 0",
    "up > 1",
    "up == 2",
    "count(up) >= 0",
    "queue_bytes > queue_bytes",
    "absent(up) == 0",
    "0 > rate(calls_total[5m])",
    "count(up == 0) == 0",
    "queue_bytes == NaN",
  ],
  good: ["rate(calls_total[5m]) > 0", "up == 0", "up < 1", "delta(queue_bytes[5m]) < 0", "count(up) > 1"],
  run: (subject) => [
    ...ofKind(subject, "binary")
      .filter((node) => COMPARISONS.has(node.operator) && same(node, subject))
      .map((node) => at(node, "both sides are the same expression")),
    ...comparedWithNumber(subject).flatMap((compared) => constant(compared, subject)),
  ],
};

function constant({ node, side, operator, value }: Compared, subject: Subject): readonly Finding[] {
  if (Number.isNaN(value))
    return [at(node, `NaN equals nothing, not even itself: this is always ${operator === "!="}`)];
  const possible = boundsOf(side, subject);
  const decided = possible && outcome(operator, value, possible);
  return possible && decided !== undefined
    ? [at(node, `this is always ${decided}: the compared side is ${possible.says}`)]
    : [];
}

const same = ({ left, right, matching, operator }: Binary, { text }: Subject): boolean =>
  constantOf(left) === undefined &&
  matching.by === undefined &&
  operator !== "!=" &&
  text.slice(left.from, left.to) === text.slice(right.from, right.to);

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly says: string;
}
const NATURAL: Bounds = { least: 0, most: Number.POSITIVE_INFINITY, says: "never below 0" };
const STATE: Bounds = { least: 0, most: 1, says: "0 or 1" };
const ONE: Bounds = { least: 1, most: 1, says: "1 where it exists" };

/** What values an expression can have; undefined when anything. */
function boundsOf(node: Expression, subject: Subject): Bounds | undefined {
  const inside = bare(node);
  if (inside.kind === "aggregation") {
    if (inside.operator === "count") return { ...NATURAL, least: 1, says: "at least 1 where it exists" };
    const of = inside.arguments.at(-1);
    const bounds =
      of && ["sum", "max", "min", "avg", "topk", "bottomk", "quantile"].includes(inside.operator)
        ? boundsOf(of, subject)
        : undefined;
    return inside.operator === "sum" && bounds ? NATURAL : bounds;
  }
  if (inside.kind === "call") return boundsOfCall(inside.name);
  return inside.kind === "selector" && subject.factsOf(inside).unit === "boolean" ? STATE : undefined;
}

function boundsOfCall(name: string): Bounds | undefined {
  if (["absent", "absent_over_time", "present_over_time"].includes(name)) return ONE;
  return ["rate", "irate", "increase", "changes", "resets", "count_over_time", "abs", "sqrt"].includes(name)
    ? NATURAL
    : undefined;
}

function outcome(operator: string, value: number, { least, most }: Bounds): boolean | undefined {
  if (operator === ">") return value < least ? true : value >= most ? false : undefined;
  if (operator === ">=") return value <= least ? true : value > most ? false : undefined;
  if (operator === "<") return value > most ? true : value <= least ? false : undefined;
  if (operator === "<=") return value >= most && Number.isFinite(most) ? true : value < least ? false : undefined;
  if (value >= least && value <= most) return undefined;
  return operator === "!=";
}
