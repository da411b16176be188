/** What the application lost, or could not do, and counted: each is rare, so one is worth a look. */
import { alert } from "../lib/alerting/rules/alert.ts";
import { group } from "../lib/alerting/rules/group.ts";
import { isFalse, isTrue, items, minutes } from "../lib/metrics/units.ts";
import { above, increase, is, value, where } from "../lib/promql/index.ts";
import {
  alertDeadLetters,
  alertsTruncated,
  dataDirectoryWritable,
  dependencyUp,
  feedUnrecovered,
  processErrors,
  storeDroppedRows,
  tradingHalted,
} from "../metrics/quantflow/index.ts";
import * as meanings from "./meanings/losses.ts";
import * as ofWriting from "./meanings/writing.ts";
import { PLATFORM, TRADING } from "./owners.ts";

const job = "quantflow";
const WINDOW = minutes(15);

/** Fills are the ledger: one that neither the database nor the disk took is money that nobody can account for. */
export const FillsLost = alert("FillsLost", {
  meaning: meanings.FillsLost,
  condition: above(increase(where(storeDroppedRows, { job, kind: "trade" }), WINDOW), items(0)),
  severity: "critical",
  owner: TRADING,
  summary: () => "Fills are lost",
  description: (f) =>
    `About ${f.value} fills of ${f.label.instance} were lost within ${f.time(WINDOW)} (${f.label.reason}): after a restart the ledger will not know them.`,
});

export const RowsDropped = alert("RowsDropped", {
  meaning: meanings.RowsDropped,
  condition: above(increase(where(storeDroppedRows, { job, kind: ["candle", "tick"] }), WINDOW), items(0)),
  severity: "warning",
  owner: PLATFORM,
  summary: (f) => `The database misses ${f.label.kind} rows`,
  description: (f) =>
    `About ${f.value} ${f.label.kind} rows of ${f.label.instance} were given up within ${f.time(WINDOW)} (${f.label.reason}): backtests on them have a hole.`,
});

/** What the exchange's REST interface could not bring back either. */
export const MarketDataLost = alert("MarketDataLost", {
  meaning: meanings.MarketDataLost,
  condition: above(increase(where(feedUnrecovered, { job }), WINDOW), items(0)),
  severity: "warning",
  owner: TRADING,
  summary: (f) => `A hole in ${f.label.stream}`,
  description: (f) =>
    `About ${f.value} events of ${f.label.stream} did not reach ${f.label.instance} within ${f.time(WINDOW)}, and could not be fetched afterwards.`,
});

export const AlertsTruncated = alert("AlertsTruncated", {
  meaning: meanings.AlertsTruncated,
  condition: above(increase(where(alertsTruncated, { job }), WINDOW), items(0)),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "The alert history is incomplete",
  description: (f) =>
    `Alertmanager left about ${f.value} alerts out of what it sent to ${f.label.instance} within ${f.time(WINDOW)}, because they were more than its max_alerts.`,
});

export const AlertUndeliverable = alert("AlertUndeliverable", {
  meaning: meanings.AlertUndeliverable,
  condition: above(value(where(alertDeadLetters, { job })), items(0)),
  severity: "warning",
  owner: PLATFORM,
  summary: (f) => `Alerts did not reach ${f.label.channel}`,
  description: (f) =>
    `${f.label.instance} gave up delivering ${f.value} alerts to ${f.label.channel}; it keeps them until somebody has them sent again.`,
});

export const TradingHalted = alert("TradingHalted", {
  meaning: meanings.TradingHalted,
  condition: is(value(where(tradingHalted, { job })), isTrue),
  for: minutes(2),
  severity: "critical",
  owner: TRADING,
  summary: () => "QuantFlow opens no positions",
  description: (f) =>
    `${f.label.instance} has not bought for ${f.for} (${f.label.reason}): its loss has reached the limit, or its ledger cannot be restored from the database.`,
});

/** Found out by writing there, so that it is told before a fill or an alert has to be kept. */
export const ApplicationCannotWrite = alert("ApplicationCannotWrite", {
  meaning: ofWriting.ApplicationCannotWrite,
  condition: is(value(where(dataDirectoryWritable, { job })), isFalse),
  for: minutes(1),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "QuantFlow's disk takes nothing",
  description: (f) =>
    `The data directory of ${f.label.instance} has taken nothing for ${f.for}: fills wait in memory, where a crash loses them, and alerts are refused.`,
});

/** One that answers everybody, and takes nothing: a full disk, a login that is gone, a network between the two. */
export const StoreFailing = alert("StoreFailing", {
  meaning: ofWriting.StoreFailing,
  condition: is(value(where(dependencyUp, { job })), isFalse),
  for: minutes(2),
  severity: "critical",
  owner: PLATFORM,
  summary: (f) => `QuantFlow cannot use ${f.label.dependency}`,
  description: (f) =>
    `Everything that ${f.label.instance} asked of ${f.label.dependency} has failed for ${f.for}: what is to be kept there waits.`,
});

/** The application keeps the count on disk, because the process that crashed is never scraped again. */
export const ApplicationCrashed = alert("ApplicationCrashed", {
  meaning: meanings.ApplicationCrashed,
  condition: above(increase(where(processErrors, { job }), WINDOW), items(0)),
  severity: "warning",
  owner: TRADING,
  summary: () => "QuantFlow crashed",
  description: (f) =>
    `${f.label.instance} ended about ${f.value} times within ${f.time(WINDOW)} by an error that nobody caught (${f.label.kind}); its log has it.`,
});

export const losses = group("losses", [
  ApplicationCrashed,
  FillsLost,
  RowsDropped,
  MarketDataLost,
  AlertsTruncated,
  AlertUndeliverable,
  TradingHalted,
  ApplicationCannotWrite,
  StoreFailing,
]);
