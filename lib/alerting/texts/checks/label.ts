import type { Span } from "../../../promql/parse/ast.ts";
import { nearest } from "../../../promql/parse/nearest.ts";
import type { TextCheck } from "../check.ts";
import type { Action } from "../template/tokens.ts";

export const lostLabel: TextCheck = {
  id: "text/label",
  summary: "A text that names a label which the expression lost",
  why: "A template finds only the labels of the series that fired: an aggregation drops the others, and those that the rule adds are not there yet. What is missing prints as nothing, just when someone reads it.",
  bad: [
    { expr: "sum by (job) (queue_bytes) > 5", annotations: { summary: "Disk {{ $labels.disk }} is full" } },
    { expr: 'absent(up{job="app"})', annotations: { summary: "{{ .Labels.instance }} is gone" } },
    { expr: "up == 0", labels: { severity: "page" }, annotations: { summary: '{{ index $labels "severity" }}' } },
  ],
  good: [
    { expr: "sum by (disk) (queue_bytes) > 5", annotations: { summary: "Disk {{ $labels.disk }} is full" } },
    { expr: 'absent(up{job="app"})', annotations: { summary: "{{ .Labels.job }} is gone" } },
    { expr: "up == 0", annotations: { summary: '{{ range query "up" }}{{ .Labels.pod }}{{ end }}' } },
  ],
  run({ template: { actions }, rule: { labels } }) {
    if (labels === undefined) return [];
    return namedIn(actions)
      .filter(({ label }) => !labels.includes(label) && label !== "__name__")
      .map(({ label, from, to }) => {
        const has = labels.length === 0 ? "has none" : `has ${labels.join(", ")}`;
        const near = nearest(label, labels);
        const message = `the expression has lost the label ${label}, so this prints nothing; it ${has}`;
        return { from, to, message, ...(near && { instead: near }) };
      });
  },
};

interface Named extends Span {
  readonly label: string;
}

/** Labels of the alert that actions name; inside of a range or a with, the dot is something else. */
function namedIn(actions: readonly Action[]): readonly Named[] {
  let inside = 0;
  return actions.flatMap(({ tokens }) => {
    const dotIsAlert = inside === 0;
    const word = tokens.find(({ kind }) => kind !== "space")?.text;
    if (word === "range" || word === "with" || (inside > 0 && word === "if")) inside++;
    if (word === "end") inside = Math.max(0, inside - 1);
    return tokens.flatMap(({ text }, at): readonly Named[] => {
      const [next, later] = [tokens[at + 1], tokens[at + 2]];
      const isLabels = text === "$labels" || (dotIsAlert && text === ".Labels");
      if (isLabels && next?.kind === "field") return [{ label: next.text.slice(1), from: next.from + 1, to: next.to }];
      const indexed = isLabels && tokens[at - 2]?.text === "index" && later?.kind === "string" ? later : undefined;
      return indexed ? [{ label: indexed.text.slice(1, -1), from: indexed.from + 1, to: indexed.to - 1 }] : [];
    });
  });
}
