import { duration, parseDuration } from "../../../metrics/duration.ts";
import { seconds } from "../../../metrics/units.ts";
import type { DurationNode, Expression, Span } from "../../../promql/parse/ast.ts";
import type { Operator, Subject, TextChange } from "../operator.ts";

interface Time extends Span {
  readonly seconds: number;
}

const known = (node: DurationNode | undefined): readonly Time[] =>
  node?.seconds ? [{ from: node.from, to: node.to, seconds: node.seconds }] : [];

function timesIn(node: Expression, subject: Subject): readonly Time[] {
  switch (node.kind) {
    case "range":
      return known(node.range);
    case "subquery":
      return [...known(node.range), ...known(node.step)];
    case "modified":
      return known(node.offset);
    case "call":
      return node.arguments.flatMap((argument) => literal(argument, subject));
    default:
      return [];
  }
}

/** An argument that says a time: `predict_linear(size_bytes[6h], 1d)`. */
function literal({ from, to }: Span, { text }: Subject): readonly Time[] {
  const written = text.slice(from, to);
  const time = /\D$/.test(written) ? parseDuration(written) : undefined;
  return time === undefined ? [] : [{ from, to, seconds: time }];
}

const times =
  (factor: number, { text }: Subject) =>
  ({ from, to, seconds: before }: Time): TextChange => {
    const after = (before < 0 ? "-" : "") + duration(seconds(Math.abs(before) * factor));
    return { what: `window ${text.slice(from, to)} -> ${after}`, span: { from, to }, text: after };
  };

export const window: Operator = {
  id: "window",
  summary: "A window twice and half as long",
  why: "A steady rate is the same over any window: only what changes shows how far back the rule looks. Ranges, subqueries, offsets and times told to a function are windows.",
  examples: [
    {
      expression: "rate(calls_total[5m]) > 1",
      gives: ["rate(calls_total[10m]) > 1", "rate(calls_total[2m30s]) > 1"],
    },
    {
      expression: "predict_linear(size_bytes[6h], 1d) < 0",
      gives: [
        "predict_linear(size_bytes[6h], 2d) < 0",
        "predict_linear(size_bytes[6h], 12h) < 0",
        "predict_linear(size_bytes[12h], 1d) < 0",
        "predict_linear(size_bytes[3h], 1d) < 0",
      ],
    },
    {
      expression: "max_over_time(up[5m:1m] offset 1h) == 0",
      gives: [
        "max_over_time(up[5m:1m] offset 2h) == 0",
        "max_over_time(up[5m:1m] offset 30m) == 0",
        "max_over_time(up[10m:1m] offset 1h) == 0",
        "max_over_time(up[2m30s:1m] offset 1h) == 0",
        "max_over_time(up[5m:2m] offset 1h) == 0",
        "max_over_time(up[5m:30s] offset 1h) == 0",
      ],
    },
    { expression: "up == 0", gives: [] },
  ],
  run: (subject) =>
    subject.nodes
      .flatMap((node) => timesIn(node, subject))
      .flatMap((time) => [times(2, subject)(time), times(1 / 2, subject)(time)]),
};
