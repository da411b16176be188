import { bare } from "../../parse/ast.ts";
import type { Check } from "../check.ts";
import { at, ofKind, unmodified } from "./support.ts";

const RATES: ReadonlySet<string> = new Set(["rate", "irate", "increase"]);

export const rateAfterSum: Check = {
  id: "counter/rate-after-sum",
  summary: "rate() is taken of a sum",
  why: "When one of several processes restarts, the sum falls by what it had counted, and rate() takes that for a restart of everything: a spike that never happened. Rate first, then sum.",
  bad: ["rate(sum(calls_total)[5m:])", "increase((sum by (code) (calls_total))[5m:1m] offset 1h)"],
  good: ["sum(rate(calls_total[5m]))", "max_over_time(sum(rate(calls_total[5m]))[1h:])"],
  run: (subject) =>
    ofKind(subject, "call")
      .filter(({ name }) => RATES.has(name))
      .flatMap((call) => {
        const argument = call.arguments[0] && unmodified(call.arguments[0]);
        const of = argument?.kind === "subquery" ? bare(argument.of) : undefined;
        if (of?.kind !== "aggregation") return [];
        return [
          at(
            call,
            `${call.name}() of ${of.operator}(): a restart of one process looks like a jump of all; take ${call.name}() first and ${of.operator}() of that`,
          ),
        ];
      }),
};
