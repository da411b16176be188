import type { Selector } from "../../../promql/parse/ast.ts";
import { dropped } from "../dropped.ts";
import type { Operator, Subject, TextChange } from "../operator.ts";

const withoutEach = ({ matchers }: Selector, { text }: Subject): readonly TextChange[] =>
  matchers.map(({ from, to }, index) => ({
    what: `matcher ${text.slice(from, to)} dropped`,
    span: dropped(matchers, index),
    text: "",
  }));

export const matcher: Operator = {
  id: "matcher",
  summary: "A matcher dropped",
  why: "The alert then speaks of series that are none of its business: a proof has to hold some of them against it.",
  examples: [
    { expression: 'up{job="app"} == 0', gives: ["up{} == 0"] },
    {
      expression: 'calls_total{job="app",code=~"5..",instance!="b"}',
      gives: [
        'calls_total{code=~"5..",instance!="b"}',
        'calls_total{job="app",instance!="b"}',
        'calls_total{job="app",code=~"5.."}',
      ],
    },
    { expression: '{job="app"}', gives: [] },
    { expression: "up == 0", gives: [] },
  ],
  run: (subject) => subject.nodes.flatMap((node) => (node.kind === "selector" ? withoutEach(node, subject) : [])),
};
