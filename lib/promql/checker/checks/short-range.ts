import type { Check } from "../check.ts";
import { at, ofKind, unmodified } from "./support.ts";

/** Functions that compare samples with each other, so that one sample gives nothing. */
const COMPARING: ReadonlySet<string> = new Set([
  "rate",
  "irate",
  "increase",
  "delta",
  "idelta",
  "deriv",
  "changes",
  "resets",
  "predict_linear",
]);
const SCRAPES = 4;

export const shortRange: Check = {
  id: "range/short",
  summary: "A range shorter than four scrapes",
  why: "A rate needs two samples. A range of two scrapes often holds one, since scrapes are never exactly in step, and one missed scrape empties it; four scrapes bear both.",
  bad: ["rate(calls_total[30s])", "increase(calls_total[45s])", "rate(calls_total[30s] offset 1h)"],
  good: [
    "rate(calls_total[1m])",
    "rate(calls_total[$__rate_interval])",
    { expression: "rate(calls_total[30s])", scrapeInterval: 5 },
    "max_over_time(queue_bytes[30s])",
  ],
  run: (subject) =>
    ofKind(subject, "call")
      .filter(({ name }) => COMPARING.has(name))
      .flatMap(({ name, arguments: [argument] }) => {
        const ranged = argument && unmodified(argument);
        const range = ranged?.kind === "range" ? ranged.range : undefined;
        const least = SCRAPES * subject.scrapeInterval;
        if (range?.seconds === undefined || range.seconds >= least) return [];
        return [
          at(
            range,
            `${range.seconds} s holds ${Math.floor(range.seconds / subject.scrapeInterval)} scrapes of ${subject.scrapeInterval} s; ${name}() needs at least ${SCRAPES}`,
            `${least}s`,
          ),
        ];
      }),
};
