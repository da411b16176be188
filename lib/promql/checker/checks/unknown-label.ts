import type { Expression, LabelName } from "../../parse/ast.ts";
import { nearest } from "../../parse/nearest.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { canBeEmpty } from "../regex.ts";
import { at, type Found, knownSelectors, listed, ofKind } from "./support.ts";

export const unknownLabel: Check = {
  id: "label/unknown",
  summary: "A label that the series do not carry",
  why: "A matcher on a label that is not there selects nothing; an aggregation by one puts everything into a single group. Both happen when an exporter renames a label.",
  bad: [
    'calls_total{status="500"}',
    "sum by (status) (rate(calls_total[5m]))",
    "sum by (code) (sum by (path) (rate(calls_total[5m])))",
    "queue_bytes * on (job, instance) group_left (release) app_build_info",
    'label_replace(up, "region", "$1", "zone", "(.*)-.*")',
  ],
  good: [
    'rate(calls_total{code="500"}[5m])',
    "sum by (code) (rate(calls_total[5m]))",
    'sum by (job) (rate(calls_total{status=""}[5m]))',
    "sum without (pod) (rate(calls_total[5m]))",
  ],
  run: (subject) => [
    ...knownSelectors(subject).flatMap(unmatched),
    ...grouped(subject),
    ...included(subject),
    ...replaced(subject),
  ],
};

function unmatched({ node, series }: Found): readonly Finding[] {
  return node.matchers
    .filter((matcher) => matcher.label !== "__name__" && !series.labels.has(matcher.label))
    .filter((matcher) => matcher.variable || !canBeEmpty(matcher))
    .map(({ label, from, to }) =>
      told({ name: label, from, to: Math.min(to, from + label.length) }, series.labels, node.name ?? ""),
    );
}

function grouped(subject: Subject): readonly Finding[] {
  return ofKind(subject, "aggregation").flatMap(({ by, labels, arguments: given }) => {
    const of = given.at(-1);
    const known = of && by === "by" ? subject.factsOf(of).labels : undefined;
    if (known === undefined || of === undefined) return [];
    return labels
      .filter((label) => !known.has(label.name) && !isVariable(label, subject))
      .map((label) => told(label, known, nameOf(of, subject)));
  });
}

/** Labels that a grouping takes over from the side that has one. */
function included(subject: Subject): readonly Finding[] {
  return ofKind(subject, "binary").flatMap(({ matching: { group, include }, left, right }) => {
    const one = group === "group_left" ? right : left;
    const known = group && subject.factsOf(one).labels;
    if (known === undefined) return [];
    return include
      .filter((label) => !known.has(label.name) && !isVariable(label, subject))
      .map((label) => told(label, known, nameOf(one, subject)));
  });
}

/** The label that label_replace() reads. */
function replaced(subject: Subject): readonly Finding[] {
  return ofKind(subject, "call").flatMap(({ name, arguments: [of, , , source] }) => {
    const known = name === "label_replace" && of ? subject.factsOf(of).labels : undefined;
    if (known === undefined || of === undefined || source?.kind !== "string" || known.has(source.value)) return [];
    if (isVariable({ ...source, name: "" }, subject) || ["", "__name__"].includes(source.value)) return [];
    const label = { name: source.value, from: source.from + 1, to: source.to - 1 };
    return [told(label, known, nameOf(of, subject))];
  });
}

const isVariable = ({ from, to }: LabelName, { variables }: Subject): boolean =>
  variables.some((variable) => variable.from < to && from < variable.to);
const nameOf = (node: Expression, { factsOf }: Subject): string =>
  factsOf(node).series?.metric.name ?? "what is aggregated";

function told(label: LabelName, known: ReadonlySet<string>, of: string): Finding {
  const near = nearest(label.name, [...known]);
  return at(label, `${of} has no label ${label.name}; it has ${listed([...known])}`, near);
}
