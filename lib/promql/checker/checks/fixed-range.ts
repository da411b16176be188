import { duration } from "../../../metrics/duration.ts";
import { seconds } from "../../../metrics/units.ts";
import type { Check } from "../check.ts";
import { at, ofKind, unmodified, warning } from "./support.ts";

const RATES: ReadonlySet<string> = new Set(["rate", "irate", "increase", "delta"]);

export const fixedRange: Check = {
  id: "range/fixed",
  summary: "A panel's rate over a fixed range",
  why: "Zoomed out, a panel's points lie further apart than the range, and what happened between them is not drawn; zoomed in, the range smooths what one came to see. $__rate_interval follows the zoom.",
  bad: [{ expression: "rate(calls_total[5m])", legend: "{{code}}" }],
  good: [
    { expression: "rate(calls_total[$__rate_interval])", legend: "{{job}}" },
    { expression: "rate(calls_total[5m])", context: "rule" },
    { expression: "max_over_time(queue_bytes[1d])", legend: "{{job}}" },
    { expression: "max_over_time(rate(calls_total[5m])[1d:1m])", legend: "{{job}}" },
  ],
  run: (subject) => {
    if (subject.legend === undefined) return [];
    const inSubqueries = ofKind(subject, "subquery");
    return ofKind(subject, "call")
      .filter(({ name, from, to }) => RATES.has(name) && !inSubqueries.some((one) => one.from <= from && to <= one.to))
      .flatMap(({ name, arguments: [argument] }) => {
        const ranged = argument && unmodified(argument);
        if (ranged?.kind !== "range" || ranged.range.seconds === undefined) return [];
        const written = duration(seconds(ranged.range.seconds));
        const message = `${name}() over ${written}, however far the panel is zoomed`;
        return [warning(at(ranged.range, message, "$__rate_interval"))];
      });
  },
};
