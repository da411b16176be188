import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { seededRandom } from "../../app/exchange/random.ts";
import { parseText } from "../../test/lib/metrics/parse-text.ts";
import { seriesOf, valueNow } from "./asked.ts";
import { FAULTS, type Fault } from "./faults.ts";
import type { Alarm } from "./hearing.ts";
import { PACE } from "./monitoring.ts";
import { METRICS_HEADERS, type Platform, startPlatform } from "./platform.ts";
import type { Point } from "./slope.ts";

export interface SoakOptions {
  readonly minutes: number;
  readonly messagesPerSecond: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** What was done to the platform, and what was heard of it. Times are milliseconds since the epoch. */
export interface Injected {
  readonly fault: Fault;
  readonly beganAt: number;
  readonly endedAt: number;
  /** The alert that is stated for it; undefined: it was not told. */
  readonly alarm: Alarm | undefined;
}

export interface Soaked {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly injected: readonly Injected[];
  /** Alerts that no fault explains. */
  readonly unexplained: readonly Alarm[];
  readonly alarms: number;
  /** Orders carried out, by the application's own count, those in the database, and those it says it lost. */
  readonly fills: { readonly made: number; readonly stored: number; readonly lost: number };
  /** Trades of the market that were applied, those in the database, those given up, and those that never came. */
  readonly trades: {
    readonly applied: number;
    readonly stored: number;
    readonly dropped: number;
    readonly unrecovered: number;
  };
  readonly sent: readonly Point[];
  readonly received: readonly Point[];
  readonly resident: readonly Point[];
  readonly heap: readonly Point[];
  readonly machine: { readonly processors: number; readonly load: readonly [before: number, after: number] };
  readonly options: SoakOptions;
}

const WARM_UP_SECONDS = 45;
const REST_SECONDS = 30;
/** Rules look back a quarter of an hour, by the pace of these; a few evaluations and notifications come on top. */
export const EXPLAINED_FOR_SECONDS = (15 * 60) / PACE + 30;
const TOLD_LATE_SECONDS = 10;
const QUIET_WITHIN_SECONDS = 150;
const DRAINED_WITHIN_SECONDS = 120;
const SECOND = 1_000;

export async function soak(options: SoakOptions): Promise<Soaked> {
  const before = loadavg()[0] as number;
  const platform = await startPlatform(options.messagesPerSecond, options.seed);
  try {
    const startedAt = Date.now();
    const injected = await injectAll(platform, options, startedAt);
    await until(startedAt + options.minutes * 60 * SECOND);
    const endedAt = Date.now();
    const stored = await settled(platform);
    return {
      ...{ startedAt, endedAt, injected, ...stored, options },
      unexplained: platform.heard.alarms.filter((alarm) => !injected.some((one) => explains(one, alarm))),
      alarms: platform.heard.alarms.length,
      ...(await seriesBetween(platform, startedAt + WARM_UP_SECONDS * SECOND, endedAt)),
      machine: { processors: cpus().length, load: [before, loadavg()[0] as number] },
    };
  } finally {
    await platform.stop();
  }
}

const explains = ({ fault, beganAt, endedAt }: Injected, { name, firedAt }: Alarm): boolean =>
  [fault.alert, ...fault.explains].includes(name) &&
  firedAt >= beganAt &&
  firedAt <= endedAt + EXPLAINED_FOR_SECONDS * SECOND;

const until = (time: number): Promise<void> => pause(Math.max(0, time - Date.now()));

/** Every fault once before any comes again, in an order that the seed decides. */
export function* orderOf(faults: readonly Fault[], seed: number): Generator<Fault, never> {
  const random = seededRandom(seed);
  for (;;) {
    const left = [...faults];
    while (left.length > 0) yield left.splice(Math.floor(random() * left.length), 1)[0] as Fault;
  }
}

async function injectAll(platform: Platform, options: SoakOptions, startedAt: number): Promise<readonly Injected[]> {
  const last = startedAt + options.minutes * 60 * SECOND;
  const injected: Injected[] = [];
  await until(startedAt + WARM_UP_SECONDS * SECOND);
  for (const fault of orderOf(FAULTS, options.seed)) {
    if (Date.now() + (fault.seconds + TOLD_LATE_SECONDS) * SECOND > last) return injected;
    await quiet(platform, fault.alert);
    injected.push(await inject(platform, fault, options.tell));
    await pause(REST_SECONDS * SECOND);
  }
  return injected;
}

/** Waits until the alert of an earlier fault is over: what fires already cannot begin to. */
async function quiet({ urls }: Platform, alert: string): Promise<void> {
  const query = `count(ALERTS{alertname="${alert}"})`;
  for (const end = Date.now() + QUIET_WITHIN_SECONDS * SECOND; Date.now() < end; await pause(SECOND))
    if ((await valueNow(urls.prometheus, query)) === undefined) return;
}

async function inject(platform: Platform, fault: Fault, tell: SoakOptions["tell"]): Promise<Injected> {
  const beganAt = Date.now();
  tell(`${clock(beganAt)} ${fault.name}`);
  await fault.begin(platform);
  await until(beganAt + fault.seconds * SECOND);
  await fault.end(platform);
  const endedAt = Date.now();
  const found = () => platform.heard.alarms.find(({ name, toldAt }) => name === fault.alert && toldAt >= beganAt);
  for (const end = endedAt + TOLD_LATE_SECONDS * SECOND; found() === undefined && Date.now() < end; )
    await pause(SECOND);
  const alarm = found();
  tell(
    `${clock(Date.now())} ${alarm ? `told by ${alarm.name} after ${((alarm.toldAt - beganAt) / SECOND).toFixed(1)} s` : `NOT told by ${fault.alert}`}`,
  );
  return { fault, beganAt, endedAt, alarm };
}

const clock = (time: number): string => new Date(time).toISOString().slice(11, 19);

/** The market stands still; then what was queued reaches the database, and both sides are counted. */
async function settled(platform: Platform): Promise<Pick<Soaked, "fills" | "trades">> {
  await platform.control({ action: "stall" });
  const end = Date.now() + DRAINED_WITHIN_SECONDS * SECOND;
  for (;;) {
    const counts = await counted(platform);
    const { fills, trades } = counts;
    const isDone = fills.made === fills.stored + fills.lost && trades.applied <= trades.stored + trades.dropped;
    if (isDone || Date.now() > end) return counts;
    await pause(SECOND);
  }
}

async function counted({ urls, database }: Platform): Promise<Pick<Soaked, "fills" | "trades">> {
  const response = await fetch(`${urls.admin}/metrics`, { headers: METRICS_HEADERS });
  const { samples } = parseText(await response.text());
  const total = (wanted: string, labels: Readonly<Record<string, string>> = {}): number =>
    samples
      .filter(
        (one) => one.name === wanted && Object.entries(labels).every(([name, value]) => one.labels[name] === value),
      )
      .reduce((sum, { value }) => sum + value, 0);
  const dropped = (kind: string) => total("quantflow_store_dropped_rows_total", { kind });
  const rows = await rowsOf(database.port);
  return {
    fills: { made: total("quantflow_trades_total"), stored: rows.fills, lost: dropped("trade") },
    trades: {
      applied: total("quantflow_price_updates_total", { stream: "trade" }),
      ...{ stored: rows.ticks, dropped: dropped("tick") },
      unrecovered: total("quantflow_feed_unrecovered_total", { stream: "trade" }),
    },
  };
}

async function rowsOf(port: number): Promise<{ readonly fills: number; readonly ticks: number }> {
  const client = new Client({ host: "127.0.0.1", port, user: "quantflow", database: "postgres" });
  await client.connect();
  const count = async (table: string) =>
    Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM quantflow.${table}`)).rows[0]?.n);
  try {
    return { fills: await count("trades"), ticks: await count("ticks") };
  } finally {
    await client.end();
  }
}

async function seriesBetween({ urls: { prometheus } }: Platform, from: number, to: number) {
  const of = (query: string) => seriesOf(prometheus, query, from, to);
  return {
    sent: await of("sum(rate(exchange_frames_sent_total[30s]))"),
    received: await of("sum(rate(quantflow_feed_messages_total[30s]))"),
    resident: await of('process_resident_memory_bytes{job="quantflow"}'),
    heap: await of('nodejs_heap_size_used_bytes{job="quantflow"}'),
  };
}
