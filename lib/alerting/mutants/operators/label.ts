import type { Expression, LabelName } from "../../../promql/parse/ast.ts";
import { dropped } from "../dropped.ts";
import type { Operator, TextChange } from "../operator.ts";

const withoutEach = (word: string, labels: readonly LabelName[]): readonly TextChange[] =>
  labels.map(({ name }, index) => ({
    what: `label ${name} of ${word} dropped`,
    span: dropped(labels, index),
    text: "",
  }));

function changesOf(node: Expression): readonly TextChange[] {
  if (node.kind === "aggregation") return withoutEach(node.by ?? "by", node.labels);
  if (node.kind !== "binary") return [];
  const { by, labels, group, include } = node.matching;
  return [...withoutEach(by ?? "on", labels), ...withoutEach(group ?? "group_left", include)];
}

export const label: Operator = {
  id: "label",
  summary: "A label dropped from an aggregation or a match",
  why: "What was told apart is then lumped together: one bad series hides among many, or a sum of many passes a threshold made for one.",
  examples: [
    {
      expression: "sum by (job, code) (calls_total) > 5",
      gives: ["sum by (code) (calls_total) > 5", "sum by (job) (calls_total) > 5"],
    },
    {
      expression: "size_bytes and on (job) up",
      gives: ["size_bytes and on () up"],
    },
    {
      expression: "calls_total * on (job) group_left (version) app_build_info",
      gives: [
        "calls_total * on () group_left (version) app_build_info",
        "calls_total * on (job) group_left () app_build_info",
      ],
    },
    { expression: "sum(calls_total) > 5", gives: [] },
  ],
  run: ({ nodes }) => nodes.flatMap(changesOf),
};
