import type { SyntaxNodeRef } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { divided, duration, parseDuration } from "../../metrics/duration.ts";
import { seconds } from "../../metrics/units.ts";
import type { Alert } from "./alert.ts";
import type { Group } from "./group.ts";

/**
 * The same rules, `divisor` times as quick: `for` and every window are divided, and the texts tell the divided values.
 * Thresholds stay: they say what is wrong, not how long to look. So do the names of recordings, which tell no window.
 */
export function paced(group: Group, divisor: number): Group {
  // As written: a text that says 24 h is not to read 1 d.
  if (divisor === 1) return group;
  return {
    ...group,
    recordings: group.recordings.map(({ of, ...recording }) => ({ ...recording, of: pacedVector(of, divisor) })),
    alerts: group.alerts.map((alert) => pacedAlert(alert, divisor)),
  };
}

const pacedVector = <V extends { readonly promql: string }>(vector: V, divisor: number): V => ({
  ...vector,
  promql: pacedPromql(vector.promql, divisor),
});

const pacedAlert = (alert: Alert, divisor: number): Alert => ({
  ...alert,
  condition: pacedVector(alert.condition, divisor),
  ...(alert.for && { for: divided(alert.for, divisor) }),
  texts: (facts) => alert.texts({ ...facts, time: (window) => facts.time(divided(window, divisor)) }),
});

/** Divides ranges, offsets, subqueries, steps and the durations given to functions; text between them is kept. */
export function pacedPromql(text: string, divisor: number): string {
  let printed = "";
  let end = 0;
  parser.parse(text).iterate({
    enter: (node) => {
      const time = timeOf(node, text);
      if (time === undefined) return;
      printed += text.slice(end, node.from) + duration(seconds(time / divisor));
      end = node.to;
    },
  });
  return printed + text.slice(end);
}

// A plain number is seconds inside a range; as an argument it is a value (a quantile, a bound) and stays.
function timeOf(node: SyntaxNodeRef, text: string): number | undefined {
  const literal = text.slice(node.from, node.to);
  if (node.name === "NumberDurationLiteralInDurationContext") return parseDuration(literal) ?? Number(literal);
  const isArgument = node.name === "NumberDurationLiteral" && node.node.parent?.name === "FunctionCallBody";
  return isArgument ? parseDuration(literal) : undefined;
}
