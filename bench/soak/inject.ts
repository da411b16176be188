import { valueNow } from "./asked.ts";
import { type Injected, tells } from "./explained.ts";
import { FAULTS, type Fault } from "./faults.ts";
import type { Alarm } from "./hearing.ts";
import { orderOf } from "./order.ts";
import type { Platform } from "./platform.ts";

/** The run's clock: milliseconds since the epoch, and a pause that the end of the run cuts short. */
export interface Clock {
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

export interface Injection {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly seed: number;
  /** Milliseconds since the epoch: no fault begins that could not be told of before this. */
  readonly until: number;
  readonly tell: (line: string) => void;
  /** Called where a fault has left the load as it was. */
  readonly keepRate: () => Promise<void>;
}

const SECOND = 1_000;
/** From a fault's end to the beginning of the next. */
const REST = 30 * SECOND;
/** A fault goes on for a while after it was told of: an alert that ends by itself would not show. */
const HELD = 5 * SECOND;
/** What is told so long after a fault's end still counts as told. */
const TOLD_LATE = 10 * SECOND;
const QUIET_WITHIN = 150 * SECOND;
const LOOK_EVERY = SECOND;

/** One fault after the other, in the order of the seed, for as long as there is time for another. */
export async function injectAll(injection: Injection): Promise<readonly Injected[]> {
  const { clock, seed, until, platform } = injection;
  const injected: Injected[] = [];
  for (const fault of orderOf(FAULTS, seed)) {
    await quiet(platform, clock, fault.alert, until);
    if (clock.now() + fault.seconds * SECOND + TOLD_LATE > until) break;
    injected.push(await inject(injection, fault));
    await clock.pause(Math.min(REST, Math.max(0, until - clock.now())));
    if (!fault.disturbsLoad) await injection.keepRate();
  }
  return injected;
}

/** Waits until the alert of an earlier fault is over: what fires already cannot begin to. */
function quiet({ urls }: Platform, clock: Clock, alert: string, until: number): Promise<unknown> {
  const query = `count(ALERTS{alertname="${alert}"})`;
  const end = Math.min(until, clock.now() + QUIET_WITHIN);
  return seen(clock, end, async () => ((await valueNow(urls.prometheus, query)) === undefined ? true : undefined));
}

async function inject({ platform, clock, tell }: Injection, fault: Fault): Promise<Injected> {
  const beganAt = clock.now();
  tell(`${timeOf(beganAt)} ${fault.name}`);
  const told = () =>
    platform.heard.alarms.find(({ name, labels, toldAt }) => tells(fault, name, labels) && toldAt >= beganAt);
  await fault.begin(platform);
  if (await seen(clock, beganAt + fault.seconds * SECOND, told)) await clock.pause(HELD);
  await fault.end(platform);
  const endedAt = clock.now();
  const alarm = await seen(clock, endedAt + TOLD_LATE, told);
  tell(`${timeOf(clock.now())} ${outcomeText(fault, alarm, beganAt)}`);
  return { fault, beganAt, endedAt, alarm };
}

/** What is looked for, asked again until it is there; undefined when it is not by then. */
async function seen<T>(
  clock: Clock,
  end: number,
  look: () => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  for (;;) {
    const found = await look();
    if (found !== undefined || clock.now() >= end) return found;
    await clock.pause(LOOK_EVERY);
  }
}

const outcomeText = ({ alert }: Fault, alarm: Alarm | undefined, beganAt: number): string =>
  alarm === undefined
    ? `NOT told by ${alert}`
    : `told by ${alert} after ${((alarm.toldAt - beganAt) / SECOND).toFixed(1)} s`;

const timeOf = (time: number): string => new Date(time).toISOString().slice(11, 19);
