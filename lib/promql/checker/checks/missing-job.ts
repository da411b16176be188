import type { Binary, Expression, Selector } from "../../parse/ast.ts";
import type { Check, Subject } from "../check.ts";
import { at, knownSelectors, ofKind, warning } from "./support.ts";

export const missingJob: Check = {
  id: "label/job",
  summary: "A rule on one job's metric that does not select the job",
  why: "Whatever else exposes a metric of this name one day (a second deployment, a test, a copy by federation) joins the alert unasked.",
  bad: [
    { expression: "queue_bytes > 10", context: "rule" },
    { expression: 'queue_bytes{job="app"} > 10 and on (instance) size_bytes > 5', context: "rule" },
  ],
  good: [
    { expression: 'queue_bytes{job="app"} > 10', context: "rule" },
    { expression: "up == 0", context: "rule" },
    { expression: 'queue_bytes{job="app"} / size_bytes > 0.9', context: "rule" },
    { expression: 'queue_bytes{job="app"} > 10 and on (job) size_bytes > 5', context: "rule" },
    { expression: "queue_bytes", context: "dashboard" },
  ],
  run: (subject) =>
    subject.context !== "rule"
      ? []
      : knownSelectors(subject).flatMap(({ node, series: { metric } }) => {
          const [job, ...others] = metric.jobs ?? [];
          if (job === undefined || others.length > 0 || selectsJob(node, subject)) return [];
          const inserted = node.matchers.length > 0 ? { ...node.matchers[0], text: `job="${job}",` } : undefined;
          const empty = { from: node.nameSpan.to, to: node.to, text: `{job="${job}"}` };
          const instead = inserted
            ? { from: node.matchers[0]?.from ?? node.to, to: node.matchers[0]?.from ?? node.to, text: inserted.text }
            : empty;
          return [warning(at(node, `${metric.name} is exported by job ${job}, which is not selected here`, instead))];
        }),
};

/** By a matcher of its own, or by a side that it is matched with. */
const selectsJob = (node: Selector, subject: Subject): boolean =>
  node.matchers.some(({ label }) => label === "job") ||
  ofKind(subject, "binary").some((binary) => {
    const inside = ({ from, to }: Expression) => from <= node.from && node.to <= to;
    const other = inside(binary.left) ? binary.right : binary.left;
    const matched = inside(binary) && binary.operator !== "or" && matchesJob(binary);
    return matched && subject.factsOf(other).fixed.has("job");
  });

const matchesJob = ({ matching: { by, labels } }: Binary): boolean =>
  labels.some(({ name }) => name === "job") === (by === "on");
