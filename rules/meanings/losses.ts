import { during, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import {
  alertDeadLetters,
  alertsTruncated,
  feedUnrecovered,
  processErrors,
  storeDroppedRows,
  tradingHalted,
} from "../../metrics/quantflow/index.ts";
import { application, OF_ANOTHER_JOB, OURS } from "./application.ts";
import type { Happening } from "./happening.ts";

const nothing: Happening = (world) => application(world).answers();
const quiet = (lasts: Duration): Phase => during(lasts, nothing);
const once = (happens: Happening): Phase => during(seconds(15), happens);

/** So much is lost at one scrape. */
type Loses = (howMuch: number, whose?: typeof OURS) => Happening;

/** A counter that should stand still: one step fires at once, and a window later it is over. */
const standsStill = (what: string, loses: Loses, told: (about: string) => Told): Meaning => ({
  fires: [
    {
      when: `${what} once`,
      before: [quiet(minutes(20))],
      happens: [once(loses(1)), quiet(minutes(5))],
      firesAfter: seconds(0),
      tells: [told("1")],
      resolves: { phases: [quiet(minutes(15))], after: minutes(9.5) },
    },
  ],
  silent: [
    { when: `${what} long ago`, phases: [once(loses(3)), quiet(minutes(30))] },
    {
      when: "the application restarts after that",
      phases: [once(loses(3)), quiet(minutes(20)), once((world) => application(world).restarts()), quiet(minutes(20))],
    },
    { when: "it is another job's", phases: [during(minutes(20), loses(1, OF_ANOTHER_JOB))] },
  ],
  unscraped: { lasts: minutes(14.5) },
});

const labels = { job: OURS.job, instance: OURS.instance };
const drops =
  (kind: "trade" | "tick" | "candle", reason: "disk" | "full"): Loses =>
  (howMuch, whose = OURS) =>
  (world) =>
    application(world, whose).increment(storeDroppedRows, { kind, reason }, howMuch);

const fillsLost = standsStill("the disk is full and a fill is lost", drops("trade", "disk"), (about) => ({
  labels: { ...labels, kind: "trade", reason: "disk" },
  summary: "Fills are lost",
  description: `About ${about} fills of quantflow-app:9464 were lost within 15 min (disk): after a restart the ledger will not know them.`,
}));

export const FillsLost: Meaning = {
  ...fillsLost,
  silent: [
    ...fillsLost.silent,
    { when: "ticks are dropped", phases: [quiet(minutes(5)), during(minutes(10), drops("tick", "full")(100))] },
  ],
};

const rowsDropped = standsStill("a tick is dropped", drops("tick", "full"), (about) => ({
  labels: { ...labels, kind: "tick", reason: "full" },
  summary: "The database misses tick rows",
  description: `About ${about} tick rows of quantflow-app:9464 were given up within 15 min (full): backtests on them have a hole.`,
}));

export const RowsDropped: Meaning = {
  ...rowsDropped,
  fires: [
    ...rowsDropped.fires,
    {
      when: "a candle is dropped",
      before: [quiet(minutes(20))],
      happens: [once(drops("candle", "full")(1)), quiet(minutes(5))],
      firesAfter: seconds(0),
      tells: [
        {
          labels: { ...labels, kind: "candle", reason: "full" },
          summary: "The database misses candle rows",
          description:
            "About 1 candle rows of quantflow-app:9464 were given up within 15 min (full): backtests on them have a hole.",
        },
      ],
      resolves: { phases: [quiet(minutes(15))], after: minutes(9.5) },
    },
  ],
  silent: [
    ...rowsDropped.silent,
    {
      when: "fills are lost, which is told by itself",
      phases: [quiet(minutes(5)), once(drops("trade", "disk")(1)), quiet(minutes(5))],
    },
  ],
};

const misses: Loses =
  (howMuch, whose = OURS) =>
  (world) =>
    application(world, whose).increment(feedUnrecovered, { stream: "trade" }, howMuch);

export const MarketDataLost: Meaning = standsStill("a trade is given up", misses, (about) => ({
  labels: { ...labels, stream: "trade" },
  summary: "A hole in trade",
  description: `About ${about} events of trade did not reach quantflow-app:9464 within 15 min, and could not be fetched afterwards.`,
}));

const truncates: Loses =
  (howMuch, whose = OURS) =>
  (world) =>
    application(world, whose).increment(alertsTruncated, {}, howMuch);

export const AlertsTruncated: Meaning = standsStill("a notification leaves an alert out", truncates, (about) => ({
  labels,
  summary: "The alert history is incomplete",
  description: `Alertmanager left about ${about} alerts out of what it sent to quantflow-app:9464 within 15 min, because they were more than its max_alerts.`,
}));

const deadLetters =
  (count: number, whose = OURS): Happening =>
  (world) =>
    application(world, whose).set(alertDeadLetters, { channel: "forward" }, count);

export const AlertUndeliverable: Meaning = {
  fires: [
    {
      when: "one alert is given up",
      before: [during(minutes(5), deadLetters(0))],
      happens: [during(minutes(5), deadLetters(1))],
      firesAfter: seconds(0),
      tells: [
        {
          labels: { ...labels, channel: "forward" },
          summary: "Alerts did not reach forward",
          description:
            "quantflow-app:9464 gave up delivering 1 alerts to forward; it keeps them until somebody has them sent again.",
        },
      ],
      resolves: { phases: [during(minutes(5), deadLetters(0))], after: seconds(0) },
    },
  ],
  silent: [
    { when: "all are delivered", phases: [during(minutes(10), deadLetters(0))] },
    { when: "another job's are given up", phases: [during(minutes(10), deadLetters(1, OF_ANOTHER_JOB))] },
  ],
  unscraped: "ends",
};

const halted =
  (isHalted: boolean, whose = OURS): Happening =>
  (world) =>
    application(world, whose).set(tradingHalted, { reason: "loss" }, isHalted ? 1 : 0);

export const TradingHalted: Meaning = {
  fires: [
    {
      when: "the loss reaches its limit",
      before: [during(minutes(5), halted(false))],
      happens: [during(minutes(10), halted(true))],
      firesAfter: minutes(2),
      tells: [
        {
          labels: { ...labels, reason: "loss" },
          summary: "QuantFlow opens no positions",
          description:
            "quantflow-app:9464 has not bought for 2 min (loss): its loss has reached the limit, or its ledger cannot be restored from the database.",
        },
      ],
      resolves: { phases: [during(minutes(5), halted(false))], after: seconds(0) },
    },
  ],
  silent: [
    {
      when: "the ledger is restored within two minutes",
      phases: [during(minutes(1.75), halted(true)), during(minutes(10), halted(false))],
    },
    { when: "another job halts", phases: [during(minutes(10), halted(true, OF_ANOTHER_JOB))] },
  ],
  unscraped: "ends",
};

/** The next process exposes the count that the one before left on the disk. */
const crashes =
  (soFar: number): Loses =>
  (howMuch, whose = OURS) =>
  (world) => {
    application(world, whose).restarts();
    application(world, whose).increment(processErrors, { kind: "uncaught" }, soFar + howMuch);
  };

export const ApplicationCrashed: Meaning = {
  fires: [
    {
      when: "an error that nobody caught ends the process",
      before: [quiet(minutes(20))],
      happens: [once(crashes(0)(1)), quiet(minutes(5))],
      firesAfter: seconds(0),
      tells: [
        {
          labels: { ...labels, kind: "uncaught" },
          summary: "QuantFlow crashed",
          description:
            "quantflow-app:9464 ended about 1 times within 15 min by an error that nobody caught (uncaught); its log has it.",
        },
      ],
      resolves: { phases: [quiet(minutes(15))], after: minutes(9.5) },
    },
  ],
  silent: [
    { when: "it crashed long ago", phases: [once(crashes(0)(2)), quiet(minutes(30))] },
    {
      when: "it is restarted in order, long after a crash",
      phases: [once(crashes(0)(1)), quiet(minutes(20)), once(crashes(0)(1)), quiet(minutes(20))],
    },
    {
      when: "another job crashes over and over",
      phases: [during(minutes(20), (world) => crashes(world.now)(1, OF_ANOTHER_JOB)(world))],
    },
  ],
  unscraped: { lasts: minutes(14.5) },
};
