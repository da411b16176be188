import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { seriesOf, valueNow } from "./asked.ts";
import { type Counts, counted, isAccountedFor } from "./counts.ts";
import { type Injected, tellsOfTheMachine, unexplained } from "./explained.ts";
import type { Alarm } from "./hearing.ts";
import { type Clock, injectAll } from "./inject.ts";
import { type Platform, startPlatform } from "./platform.ts";
import type { Point } from "./slope.ts";

export interface SoakOptions {
  readonly minutes: number;
  readonly messagesPerSecond: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
  /** Ends the run early, and all that it started. */
  readonly signal: AbortSignal;
}

/** What was done to the platform, and what was heard of it. Times are milliseconds since the epoch. */
export interface Soaked extends Counts {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly injected: readonly Injected[];
  /** Alerts that neither a fault explains nor a machine that is full. */
  readonly unexplained: readonly Alarm[];
  /** Those that no fault explains, and that tell of a machine that was full. */
  readonly crowded: readonly Alarm[];
  readonly alarms: number;
  /** What went wrong with each notification that could not be read. */
  readonly unread: readonly Error[];
  /** Messages a second, by Prometheus. */
  readonly sent: readonly Point[];
  readonly received: readonly Point[];
  /** Bytes, of the application. */
  readonly resident: readonly Point[];
  readonly heap: readonly Point[];
  readonly machine: { readonly processors: number; readonly load: readonly [before: number, after: number] };
  readonly options: Pick<SoakOptions, "minutes" | "messagesPerSecond" | "seed">;
}

const SECOND = 1_000;
const WARM_UP = 45 * SECOND;
/** Messages at the new rate, before the first fault. */
const SETTLED = 15 * SECOND;
const DRAINED_WITHIN = 120 * SECOND;

export async function soak(options: SoakOptions): Promise<Soaked> {
  const before = loadOfMachine();
  const clock: Clock = {
    now: Date.now,
    pause: (milliseconds) => pause(milliseconds, undefined, { signal: options.signal }),
  };
  const platform = await startPlatform(options.messagesPerSecond, options.seed);
  try {
    const ran = await run(platform, clock, options);
    return { ...ran, machine: { processors: cpus().length, load: [before, loadOfMachine()] }, options };
  } finally {
    await platform.stop();
  }
}

const loadOfMachine = (): number => loadavg()[0] ?? 0;

async function run(
  platform: Platform,
  clock: Clock,
  options: SoakOptions,
): Promise<Omit<Soaked, "machine" | "options">> {
  const { minutes, seed, messagesPerSecond, tell } = options;
  const startedAt = clock.now();
  const until = startedAt + minutes * 60 * SECOND;
  await clock.pause(WARM_UP);
  const keepRate = rateKeeper(platform, messagesPerSecond, tell);
  await keepRate();
  await clock.pause(SETTLED);
  const injected = await injectAll({ platform, clock, seed, until, tell, keepRate });
  await clock.pause(Math.max(0, until - clock.now()));
  const endedAt = clock.now();
  const { alarms, unread } = platform.heard;
  const left = unexplained(alarms, injected);
  const counts = await settled(platform, clock);
  const series = await seriesBetween(platform, startedAt + WARM_UP + SETTLED, endedAt);
  return {
    ...{ startedAt, endedAt, injected, alarms: alarms.length, unread, ...counts, ...series },
    unexplained: left.filter((alarm) => !tellsOfTheMachine(alarm, cpus().length)),
    crowded: left.filter((alarm) => tellsOfTheMachine(alarm, cpus().length)),
  };
}

const SENT = "sum(rate(exchange_frames_sent_total[30s]))";

/** Timers go by whole milliseconds, so that the rate asked for lies between two that there are: the higher one is taken. */
const MOST_OVER = 1.3;
const MOST_QUICKENED = 1.5;

/**
 * A timer is late by a share of a millisecond each time, and by more on a full machine: the exchange is asked for as much
 * more as it falls short, and for less again when others have left the machine.
 */
function rateKeeper(platform: Platform, wanted: number, tell: SoakOptions["tell"]): () => Promise<void> {
  let times = 1;
  return async () => {
    const sent = (await valueNow(platform.urls.prometheus, SENT)) ?? 0;
    if (sent === 0 || (sent >= wanted && sent <= MOST_OVER * wanted)) return;
    times = Math.min(MOST_QUICKENED, Math.max(1, (times * wanted) / sent));
    tell(
      `${sent.toFixed(0)} messages a second of ${wanted}: the exchange is asked for ${times.toFixed(2)} times as many`,
    );
    await platform.quicken(times);
  };
}

/** The market stands still; then what was queued reaches the database, and both sides are counted. */
async function settled(platform: Platform, clock: Clock): Promise<Counts> {
  await platform.control({ action: "stall" });
  const end = clock.now() + DRAINED_WITHIN;
  for (;;) {
    const counts = await counted(platform);
    if (isAccountedFor(counts) || clock.now() > end) return counts;
    await clock.pause(SECOND);
  }
}

async function seriesBetween({ urls: { prometheus } }: Platform, from: number, to: number) {
  const of = (query: string) => seriesOf(prometheus, query, from, to);
  return {
    sent: await of(SENT),
    received: await of("sum(rate(quantflow_feed_messages_total[30s]))"),
    resident: await of('process_resident_memory_bytes{job="quantflow"}'),
    heap: await of('nodejs_heap_size_used_bytes{job="quantflow"}'),
  };
}
