import { intervalsDiffer, invalidInterval } from "../errors.ts";
import { clockIn } from "./clock.ts";

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `09:00`, up to `24:00`. */
export type ClockTime = `${number}:${number}`;
export interface Times {
  readonly from: ClockTime;
  /** This minute is outside. */
  readonly to: ClockTime;
}

/** Days, hours, or hours on days. What goes past midnight is two. */
export interface Span {
  /** Every day when absent. */
  readonly weekdays?: readonly Weekday[];
  /** The whole day when absent. */
  readonly times?: readonly Times[];
}

/** Times by the clock of a place, under a name that routes use. */
export interface TimeInterval {
  readonly name: string;
  /** IANA name: `Europe/Berlin`, `UTC`. */
  readonly zone: string;
  readonly spans: readonly Span[];
}

/** Fails on a time that no clock shows, hours that end before they begin, a zone that nobody knows. */
export function timeInterval(name: string, zone: string, spans: readonly Span[]): TimeInterval {
  const why = spans.length === 0 ? "it has no times" : (wrongZone(zone) ?? spans.map(wrongSpan).find(Boolean));
  if (why) throw invalidInterval(name, why);
  return { name, zone, spans };
}

const OFFICE: Times = { from: "09:00", to: "17:00" };
/** Monday to Friday, 9 to 17 o'clock unless given. */
export const workingHours = (zone: string, times: Times = OFFICE): TimeInterval =>
  timeInterval("working hours", zone, [{ weekdays: WEEKDAYS.slice(0, 5), times: [times] }]);
export const weekends = (zone: string): TimeInterval =>
  timeInterval("weekends", zone, [{ weekdays: ["saturday", "sunday"] }]);

function wrongZone(zone: string): string | undefined {
  try {
    clockIn(zone);
    return undefined;
  } catch {
    return `there is no time zone ${zone}`;
  }
}

function wrongSpan({ weekdays, times = [] }: Span): string | undefined {
  if (weekdays?.length === 0) return "its weekdays are an empty list";
  return times.map(wrongTimes).find(Boolean);
}

function wrongTimes({ from, to }: Times): string | undefined {
  const wrong = [from, to].find((time) => !/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time));
  if (wrong) return `${wrong} is no time of day; write hours and minutes with two digits, up to 24:00`;
  return minuteOf(from) < minuteOf(to) ? undefined : `${from} to ${to} ends before it begins`;
}

/** Minutes since midnight, up to 1440. */
export const minuteOf = (time: ClockTime): number => {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours as number) * 60 + (minutes as number);
};

/** As `time_intervals` of alertmanager.yml has it. */
export const intervalConfiguration = ({ name, zone, spans }: TimeInterval): object => ({
  name,
  time_intervals: spans.map(({ weekdays, times }) => ({
    ...(weekdays && { weekdays: [...weekdays] }),
    ...(times && { times: times.map(({ from, to }) => ({ start_time: from, end_time: to })) }),
    location: zone,
  })),
});

/** Each interval once. Fails when two differ under one name. */
export function distinctIntervals(intervals: readonly TimeInterval[]): readonly TimeInterval[] {
  const byName = new Map<string, TimeInterval>();
  for (const interval of intervals) {
    const known = byName.get(interval.name);
    if (known && JSON.stringify(known) !== JSON.stringify(interval)) throw intervalsDiffer(interval.name);
    byName.set(interval.name, interval);
  }
  return [...byName.values()];
}
