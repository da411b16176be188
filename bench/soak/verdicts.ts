import { isAccountedFor } from "./counts.ts";
import type { Injected } from "./explained.ts";
import type { Soaked } from "./run.ts";
import { isFlat, type Point, type Slope, slopeOf } from "./slope.ts";

export const MIB = 2 ** 20;
const HOUR = 3_600;
/** Of the messages asked for; the rest is what a rate over half a minute cannot tell. */
const REACHED = 0.95;

/** What a soak must show, each with what it showed. */
export interface Verdict {
  readonly holds: boolean;
  readonly text: string;
}

export const verdicts = (soaked: Soaked): readonly Verdict[] => [
  load(soaked),
  noLostTrade(soaked),
  accountedFor(soaked),
  everyFaultTold(soaked),
  noFalseAlert(soaked),
  memory("resident memory", soaked.resident),
  memory("heap", soaked.heap),
];

function load({ received, injected, options: { messagesPerSecond } }: Soaked): Verdict {
  const calm = undisturbed(received, injected);
  const rate = quantile(calm, 0.5);
  return {
    holds: rate >= REACHED * messagesPerSecond,
    text: `load: ${rate.toFixed(0)} messages a second received in the median outside of the exchange's faults, of ${messagesPerSecond} asked for`,
  };
}

/** A rate over half a minute forgets a fault half a minute after it; what was held back comes first. */
const FORGOTTEN_AFTER = 45;

/** The points at which no fault that disturbs the load was under way, or had just been. */
export function undisturbed(points: readonly Point[], injected: readonly Injected[]): readonly Point[] {
  const disturbances = injected.filter(({ fault }) => fault.disturbsLoad);
  return points.filter(
    ([at]) => !disturbances.some((one) => at >= one.beganAt / 1000 && at <= one.endedAt / 1000 + FORGOTTEN_AFTER),
  );
}

const noLostTrade = ({ fills }: Soaked): Verdict => ({
  holds: fills.made > 0 && fills.made === fills.stored && fills.lost === 0,
  text: `no lost trade: ${fills.made} made, ${fills.stored} in the database, ${fills.lost} lost`,
});

const accountedFor = ({ fills, trades }: Soaked): Verdict => ({
  holds: trades.applied > 0 && isAccountedFor({ fills, trades }),
  text: `every trade of the market accounted for: ${trades.applied} applied, ${trades.stored} in the database, ${trades.dropped} given up while it was away and counted as such`,
});

function everyFaultTold({ injected }: Soaked): Verdict {
  const told = injected.filter(({ alarm }) => alarm !== undefined).length;
  return {
    holds: injected.length > 0 && told === injected.length,
    text: `every fault alerted: ${told} of ${injected.length}`,
  };
}

const noFalseAlert = ({ unexplained, crowded, alarms, unread }: Soaked): Verdict => ({
  holds: unexplained.length === 0 && unread.length === 0,
  text: `no false alert: ${unexplained.length} of ${alarms} that no fault explains, beside ${crowded.length} that tell of a machine full of other work${unreadText(unread)}`,
});

/** What was not read may have been one; in one line, as the report has it. */
const unreadText = ([first, ...more]: readonly Error[]): string =>
  first
    ? `; notifications that could not be read: ${more.length + 1}, the first: ${first.message.replace(/\s+/g, " ")}`
    : "";

/** A program that has just started takes memory for what it will go on using: the first third of a run is left out. */
const SETTLED_SHARE = 1 / 3;

function memory(what: string, points: readonly Point[]): Verdict {
  const slope = slopeOf(points.slice(Math.floor(SETTLED_SHARE * points.length)));
  return {
    holds: slope !== undefined && isFlat(slope),
    text: `${what} flat: ${slope ? slopeText(slope) : "not measured"}`,
  };
}

const slopeText = ({ perSecond, error, mean, points }: Slope): string =>
  `${signed((perSecond * HOUR) / MIB)} ± ${((error * HOUR) / MIB).toFixed(1)} MiB an hour about ${(mean / MIB).toFixed(0)} MiB (${points} points)`;

const signed = (value: number): string => `${value < 0 ? "" : "+"}${value.toFixed(1)}`;

/** Of the points' values; 0 where there are none. */
export function quantile(points: readonly Point[], share: number): number {
  const sorted = points.map(([, value]) => value).sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}
