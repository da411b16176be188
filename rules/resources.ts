import { alert } from "../lib/alerting/rules/alert.ts";
import { group } from "../lib/alerting/rules/group.ts";
import { hours, minutes, percent, seconds } from "../lib/metrics/units.ts";
import { above, absolute, and, observed, predicted, rate, ratio, value, where } from "../lib/promql/index.ts";
import { processCpu } from "../metrics/external/index.ts";
import { cgroupMemoryLimit, cgroupMemoryUsage, clockOffset, eventLoopLag } from "../metrics/quantflow/index.ts";
import * as meanings from "./meanings/resources.ts";
import { PLATFORM, TRADING } from "./owners.ts";

const job = "quantflow";
const WINDOW = minutes(5);
const TREND = hours(3);
const AHEAD = hours(12);

/** Of what the kernel allows the container, not of a number of bytes that is generous or tight by turns. */
const limit = value(cgroupMemoryLimit);
/** Of the application: what it is divided by, or joined with, is the application's as well. */
const usage = where(cgroupMemoryUsage, { job });
const memoryShare = ratio(value(usage), limit);

export const HighMemoryUsage = alert("HighMemoryUsage", {
  meaning: meanings.HighMemoryUsage,
  condition: above(memoryShare, percent(70)),
  for: minutes(5),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "QuantFlow uses much memory",
  description: (f) =>
    `${f.label.instance} has used ${f.value} of its container's memory limit (alert above ${f.threshold}) for ${f.for}.`,
});

/** A leak is a trend that holds until nothing of the start, which is steep, is left in it; and a fair part is in use. */
export const MemoryLeak = alert("MemoryLeak", {
  meaning: meanings.MemoryLeak,
  condition: and(
    above(ratio(predicted(usage, { from: TREND, ahead: AHEAD }), limit), percent(100)),
    above(ratio(value(cgroupMemoryUsage), limit), percent(40)),
    { on: ["job", "instance"] },
  ),
  for: TREND,
  severity: "warning",
  owner: TRADING,
  summary: () => "QuantFlow's memory grows without end",
  description: (f) =>
    `By the trend of ${f.time(TREND)}, ${f.label.instance} reaches its container's memory limit within ${f.time(AHEAD)}; it has done so for ${f.for}.`,
});

export const HighCPUUsage = alert("HighCPUUsage", {
  meaning: meanings.HighCPUUsage,
  condition: above(rate(where(processCpu, { job }), WINDOW), percent(80)),
  for: minutes(2),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "QuantFlow uses much processor time",
  description: (f) =>
    `${f.label.instance} used ${f.value} of a core on average of ${f.time(WINDOW)} (limit ${f.threshold}, for ${f.for}).`,
});

export const MemoryNearLimit = alert("MemoryNearLimit", {
  meaning: meanings.MemoryNearLimit,
  condition: above(memoryShare, percent(90)),
  for: minutes(2),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "QuantFlow is about to be killed for its memory",
  description: (f) =>
    `${f.label.instance} has used ${f.value} of its container's memory limit (alert above ${f.threshold}) for ${f.for}: at 100 % the kernel kills it.`,
});

/**
 * The share of time lost, not a quantile of turns: a block of seconds is one late turn, and those it held up are never
 * counted. A quiet process loses 6 % to the timer's own grain, 16 % with both of its host's cores busy.
 */
export const EventLoopLag = alert("EventLoopLag", {
  meaning: meanings.EventLoopLag,
  condition: above(observed(where(eventLoopLag, { job }), WINDOW), percent(25)),
  for: minutes(2),
  severity: "warning",
  owner: TRADING,
  summary: () => "QuantFlow's event loop is blocked",
  description: (f) =>
    `${f.label.instance} ran late for ${f.value} of the time (over ${f.time(WINDOW)}; limit ${f.threshold}, for ${f.for}): in that time neither a price nor a scrape is served.`,
});

export const ClockSkew = alert("ClockSkew", {
  meaning: meanings.ClockSkew,
  condition: above(absolute(value(where(clockOffset, { job }))), seconds(1)),
  for: minutes(2),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "Our clock and the exchange's differ",
  description: (f) =>
    `The clock of ${f.label.instance} is ${f.value} off the exchange's (limit ${f.threshold}, for ${f.for}): orders may be refused as too old.`,
});

export const resources = group("resources", [
  HighMemoryUsage,
  MemoryLeak,
  HighCPUUsage,
  MemoryNearLimit,
  EventLoopLag,
  ClockSkew,
]);
