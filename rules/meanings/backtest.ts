/** Backtests as the application runs them. */
import { during, type Meaning, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { backtestDuration } from "../../metrics/quantflow/index.ts";
import { application, OF_ANOTHER_JOB, OURS } from "./application.ts";
import { type Happening, together } from "./happening.ts";

/** Since the last scrape a run ended, after so long. */
const ran =
  (took: Duration, outcome: "completed" | "failed" | "timeout" = "completed", whose = OURS): Happening =>
  (world) =>
    application(world, whose).observe(backtestDuration, { strategy: "sma-cross", outcome }, took.value);
const none: Happening = (world) => application(world).answers();
const restarts: Happening = (world) => application(world).restarts();

const quick = ran(seconds(2));
const slow = ran(seconds(61));
const nearlySlow = ran(seconds(59));
const cutOff = ran(seconds(120), "timeout");

const once = (happens: Happening): Phase => during(seconds(15), happens);
const quiet = (lasts: Duration): Phase => during(lasts, none);

const about = (runs: number) =>
  [
    {
      labels: { job: "quantflow", strategy: "sma-cross" },
      summary: "Slow backtests of sma-cross",
      description: `About ${runs} backtests of sma-cross took longer than 60 s within 10 min, those cut off included.`,
    },
  ] as const;

export const HighBacktestDuration: Meaning = {
  fires: [
    {
      when: "a run takes 61 s",
      before: [quiet(minutes(5))],
      happens: [once(slow), quiet(minutes(5))],
      firesAfter: seconds(0),
      tells: about(1),
      resolves: { phases: [quiet(minutes(10))], after: minutes(4.5) },
    },
    {
      when: "a run takes 61 s and another is cut off, after three quick ones",
      before: [once(together(quick, quick, quick)), quiet(minutes(15))],
      happens: [once(together(slow, cutOff)), quiet(minutes(5))],
      firesAfter: seconds(0),
      tells: about(2),
      resolves: { phases: [quiet(minutes(10))], after: minutes(4.5) },
    },
  ],
  silent: [
    { when: "runs of 59 s end over and over", phases: [quiet(minutes(10)), during(minutes(20), nearlySlow)] },
    {
      when: "quick runs follow a slow one of long ago",
      phases: [once(slow), quiet(minutes(10)), during(minutes(20), together(quick, quick, quick))],
    },
    {
      when: "the application restarts after slow runs, and a quick one follows",
      phases: [
        once(together(slow, slow, cutOff, quick, quick)),
        quiet(minutes(10)),
        once(restarts),
        quiet(minutes(5)),
        once(quick),
        quiet(minutes(10)),
      ],
    },
    {
      when: "another job's runs are slow",
      phases: [during(minutes(20), together(quick, ran(seconds(90), "completed", OF_ANOTHER_JOB)))],
    },
  ],
  unscraped: { lasts: minutes(9.5) },
};
