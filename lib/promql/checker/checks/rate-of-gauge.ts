import type { Check } from "../check.ts";
import { at, ofKind } from "./support.ts";

const FOR_COUNTERS: ReadonlySet<string> = new Set(["rate", "irate", "increase", "resets"]);
const INSTEAD: Readonly<Record<string, string>> = {
  rate: "deriv",
  irate: "deriv",
  increase: "delta",
  resets: "changes",
};

export const rateOfGauge: Check = {
  id: "counter/rate-of-gauge",
  summary: "rate() or increase() of a gauge",
  why: "These functions take every fall of the value for a restart of the process and add it up, so a gauge that goes up and down looks as if it only grew.",
  bad: ["rate(queue_bytes[5m])", "increase(queue_bytes[5m]) > 0"],
  good: ["deriv(queue_bytes[5m])", "delta(queue_bytes[5m])", "rate(calls_total[5m])"],
  run: (subject) =>
    ofKind(subject, "call")
      .filter(({ name }) => FOR_COUNTERS.has(name))
      .flatMap((call) => {
        const series = call.arguments[0] && subject.factsOf(call.arguments[0]).series;
        if (series?.type !== "gauge") return [];
        const instead = INSTEAD[call.name] ?? "delta";
        const message = `${call.name}() is for counters, and ${series.metric.name} is a gauge: every fall counts as a restart`;
        return [at(call, message, { ...call.nameSpan, text: instead })];
      }),
};
