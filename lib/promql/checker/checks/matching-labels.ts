import type { Binary } from "../../parse/ast.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { at, listed, ofKind, sidesOf } from "./support.ts";

export const matchingLabels: Check = {
  id: "matching/labels",
  summary: "Two sides whose labels can never be equal",
  why: "Series of the two sides match when all their labels are equal, or those named in on (). A label that only one side has makes every pair differ, and the result is empty.",
  bad: [
    "rate(calls_total[5m]) / sum by (code) (rate(calls_total[5m]))",
    "queue_bytes > 100 and up == 1",
    "queue_bytes * on (job, path) up",
    "queue_bytes > 100 unless on (code) up == 0",
  ],
  good: [
    "sum by (code) (rate(calls_total[5m])) / on () group_left () sum(rate(calls_total[5m]))",
    "queue_bytes > 100 and on (job, instance) up == 1",
    "queue_bytes / size_bytes",
    "queue_bytes * 2",
    "time() - last_event_timestamp_seconds",
  ],
  run: (subject) =>
    ofKind(subject, "binary").flatMap((node) => [...notThere(node, subject), ...differing(node, subject)]),
};

/** Labels of on () that a side does not have. */
function notThere(node: Binary, subject: Subject): readonly Finding[] {
  if (node.matching.by !== "on") return [];
  return node.matching.labels.flatMap((label) => {
    const sides = sidesOf(node).map(([, side]) => subject.factsOf(side).labels);
    const lacking = sides.flatMap((labels, index) =>
      labels && !labels.has(label.name) ? [["left", "right"][index] as string] : [],
    );
    return lacking.length === 0
      ? []
      : [at(label, `the ${lacking.join(" and the ")} side has no label ${label.name} to match on`)];
  });
}

function differing(node: Binary, subject: Subject): readonly Finding[] {
  const { matching, operator, operatorSpan } = node;
  const left = subject.factsOf(node.left).labels;
  const right = subject.factsOf(node.right).labels;
  if (matching.by === "on" || operator === "or" || isScalar(node, subject) || left === undefined || right === undefined)
    return [];
  const ignored = new Set(matching.labels.map(({ name }) => name));
  const only = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((label) => !other.has(label) && !ignored.has(label));
  const [onlyLeft, onlyRight] = [only(left, right), only(right, left)];
  if (onlyLeft.length + onlyRight.length === 0 || (matching.by === undefined && left.has("le") !== right.has("le")))
    return [];
  const differs = [
    onlyLeft.length > 0 ? `only the left side has ${listed(onlyLeft)}` : "",
    onlyRight.length > 0 ? `only the right side has ${listed(onlyRight)}` : "",
  ].filter((text) => text !== "");
  const shared = [...left].filter((label) => right.has(label) && !ignored.has(label));
  const fix =
    operator === "and" || operator === "unless"
      ? { ...operatorSpan, text: `${operator} on (${shared.join(", ")})` }
      : undefined;
  return [
    at(
      { from: node.left.from, to: node.right.to },
      `no series of the two sides match: ${differs.join(", and ")}`,
      shared.length > 0 && matching.by === undefined ? fix : undefined,
    ),
  ];
}

/** Numbers and scalar() are not matched. */
const isScalar = ({ left, right }: Binary, { typeOf }: Subject): boolean =>
  typeOf(left) !== "instant vector" || typeOf(right) !== "instant vector";
