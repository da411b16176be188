import type { Check } from "../check.ts";
import { at, knownSelectors, warning } from "./support.ts";

export const missingJob: Check = {
  id: "label/job",
  summary: "A rule on one job's metric that does not select the job",
  why: "Whatever else exposes a metric of this name one day (a second deployment, a test, a copy by federation) joins the alert unasked.",
  bad: [{ expression: "queue_bytes > 10", context: "rule" }],
  good: [
    { expression: 'queue_bytes{job="app"} > 10', context: "rule" },
    { expression: "up == 0", context: "rule" },
    { expression: "queue_bytes", context: "dashboard" },
  ],
  run: (subject) =>
    subject.context !== "rule"
      ? []
      : knownSelectors(subject).flatMap(({ node, series: { metric } }) => {
          const [job, ...others] = metric.jobs ?? [];
          if (job === undefined || others.length > 0 || node.matchers.some(({ label }) => label === "job")) return [];
          const inserted = node.matchers.length > 0 ? { ...node.matchers[0], text: `job="${job}",` } : undefined;
          const empty = { from: node.nameSpan.to, to: node.to, text: `{job="${job}"}` };
          const instead = inserted
            ? { from: node.matchers[0]?.from ?? node.to, to: node.matchers[0]?.from ?? node.to, text: inserted.text }
            : empty;
          return [warning(at(node, `${metric.name} is exported by job ${job}, which is not selected here`, instead))];
        }),
};
