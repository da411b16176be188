import { TARGET_LABELS } from "../catalogue.ts";
import type { Check, Finding, Subject } from "../check.ts";
import { at, listed, warning } from "./support.ts";

export const legend: Check = {
  id: "legend/labels",
  summary: "A legend that names a label which is lost, or gives many series one name",
  why: "A legend is filled with the labels of each series. One that the expression has lost prints as nothing, and one that tells series apart and is left out makes several lines of the same name.",
  bad: [
    { expression: "sum by (job) (rate(calls_total[5m]))", legend: "{{code}}" },
    { expression: "sum by (job, code) (rate(calls_total[5m]))", legend: "{{job}}" },
    { expression: "queue_bytes", legend: "Waiting" },
  ],
  good: [
    { expression: "sum by (code) (rate(calls_total[5m]))", legend: "{{code}}" },
    { expression: "queue_bytes", legend: "{{disk}} of {{ job }}" },
    { expression: 'queue_bytes{disk="sda"}', legend: "Waiting" },
    { expression: "queue_bytes", legend: "__auto" },
    { expression: "sum(queue_bytes)", legend: "Waiting" },
  ],
  run(subject) {
    const text = subject.legend?.trim() ?? "";
    const { labels, fixed } = subject.factsOf(subject.expression);
    if (text === "" || text === "__auto" || labels === undefined) return [];
    const named = [...text.matchAll(/\{\{\s*([^}\s]+)\s*\}\}/g)].map(([, label]) => label ?? "");
    const hidden = [...labels].filter((label) => !named.includes(label) && !fixed.has(label));
    return [...lost(named, labels, subject), ...same(hidden, subject)];
  },
};

const lost = (named: readonly string[], labels: ReadonlySet<string>, { expression }: Subject): readonly Finding[] =>
  named
    .filter((label) => label !== "__name__" && !labels.has(label))
    .map((label) => at(expression, `the legend names ${label}, which is lost here; there is ${listed([...labels])}`));

/** A panel of one job on one instance is usual, so their labels may be left out. */
function same(hidden: readonly string[], { expression }: Subject): readonly Finding[] {
  const told = hidden.filter((label) => !TARGET_LABELS.includes(label));
  const message = `series that differ in ${listed(told)} get the same name: name it in the legend, or sum it away`;
  return told.length === 0 ? [] : [warning(at(expression, message))];
}
