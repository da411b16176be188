import type { Binary, Expression } from "../../parse/ast.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { SETS } from "../operators.ts";
import { at, listed, ofKind } from "./support.ts";

export const matchingMany: Check = {
  id: "matching/many",
  summary: "Several series match one",
  why: "When a label that tells series apart is left out of the matching, one series meets several. Prometheus refuses that at evaluation, so the rule fails just when there are several; group_left () or group_right () says which side may have many, and no operator takes many on both.",
  bad: [
    "queue_bytes / on (job) up",
    "rate(calls_total[5m]) * on (job) queue_bytes",
    "rate(calls_total[5m]) / ignoring (code) rate(calls_total[5m])",
    "up * on (job) group_left () rate(calls_total[5m])",
  ],
  good: [
    "queue_bytes / on (job, instance) group_left () up",
    "sum by (job) (queue_bytes) / on (job) sum by (job) (rate(calls_total[5m]))",
    'queue_bytes{disk="a"} / on (job, instance) up',
    "up and on (job) queue_bytes > 5",
    "up * on (job, instance) group_left (version) app_build_info",
  ],
  run: (subject) => ofKind(subject, "binary").flatMap((node) => many(node, subject)),
};

function many(node: Binary, subject: Subject): readonly Finding[] {
  const { matching, operator, left, right } = node;
  if (SETS.has(operator) || matching.by === undefined || !bothVectors(node, subject)) return [];
  const [leftRest, rightRest] = [rest(left, node, subject), rest(right, node, subject)];
  if (leftRest === undefined || rightRest === undefined) return [];
  const one = matching.group === "group_left" ? rightRest : matching.group === "group_right" ? leftRest : undefined;
  if (one)
    return one.length === 0
      ? []
      : [
          at(
            matching,
            `${matching.group} lets the other side have many, but this one has too: it differs in ${listed(one)}`,
          ),
        ];
  if (leftRest.length === 0 && rightRest.length === 0) return [];
  if (leftRest.length > 0 && rightRest.length > 0)
    return [
      at(
        matching,
        `many match many: the left side differs in ${listed(leftRest)}, the right side in ${listed(rightRest)}; aggregate one of them`,
      ),
    ];
  const [group, side, labels] =
    leftRest.length > 0 ? ["group_left ()", "left", leftRest] : ["group_right ()", "right", rightRest];
  const end = { from: matching.to, to: matching.to, text: ` ${group}` };
  return [
    at(
      matching,
      `several series of the ${side} side match one, for they differ in ${listed(labels)}: say ${group}`,
      end,
    ),
  ];
}

/** Labels that tell series of a side apart and are not matched by; a build's labels belong to its one series. */
function rest(side: Expression, { matching }: Binary, { factsOf }: Subject): readonly string[] | undefined {
  const { labels, fixed, series } = factsOf(side);
  const names = new Set(matching.labels.map(({ name }) => name));
  const unmatched =
    labels && [...labels].filter((label) => (matching.by === "on" ? !names.has(label) : names.has(label)));
  const own = series?.metric.name.endsWith("_info") ? new Set(Object.keys(series.metric.labels)) : new Set<string>();
  return unmatched?.filter((label) => !fixed.has(label) && !own.has(label));
}

const bothVectors = ({ left, right }: Binary, { typeOf }: Subject): boolean =>
  typeOf(left) === "instant vector" && typeOf(right) === "instant vector";
