import type { Recorded, Recordings } from "../../lib/alerting/backtest/index.ts";
import type { Rule, RuleSides } from "../../lib/alerting/rules/difference.ts";
import { milliseconds } from "../../lib/metrics/units.ts";
import { duration } from "../../lib/promql/index.ts";

/**
 * The recordings of the new rules that no Prometheus has recorded yet: new ones, and those that record something else
 * than before. `interval`, in milliseconds, is that of rules whose group says none.
 */
export function unrecorded({ before, after }: RuleSides, interval: number): Recordings {
  const was = new Set(before.filter(isRecording).map(meaningOf));
  const names = after.filter((rule) => isRecording(rule) && !was.has(meaningOf(rule))).map(({ name }) => name);
  return new Map(
    names.map((name) => [name, after.filter((rule) => isRecording(rule) && rule.name === name).map(recorded)]),
  );

  function recorded(rule: Rule): Recorded {
    return { expr: rule.expr, labels: rule.labels, interval: rule.interval ?? duration(milliseconds(interval)) };
  }
}

const isRecording = ({ kind }: Rule): boolean => kind === "recording";
const meaningOf = ({ name, expr, labels }: Rule): string => JSON.stringify([name, expr, Object.entries(labels).sort()]);
