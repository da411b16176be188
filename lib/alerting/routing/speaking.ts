import { clockIn } from "./clock.ts";
import { minuteOf, type TimeInterval, type Weekday } from "./time-interval.ts";

/** Whether the instant (milliseconds since the epoch) is within. Source: alertmanager timeinterval.go, ContainsTime. */
export function contains({ zone, spans }: TimeInterval, instant: number): boolean {
  const { weekday, minute } = localTime(zone, instant);
  return spans.some(
    ({ weekdays, times }) =>
      (weekdays?.includes(weekday) ?? true) &&
      (times?.some(({ from, to }) => minuteOf(from) <= minute && minute < minuteOf(to)) ?? true),
  );
}

function localTime(zone: string, instant: number): { readonly weekday: Weekday; readonly minute: number } {
  const parts = new Map(
    clockIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return {
    weekday: parts.get("weekday")?.toLowerCase() as Weekday,
    minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")),
  };
}

/** When a route speaks: outside what mutes it, and within what it is active in, if that is given. */
export interface Speaking {
  readonly muted: readonly TimeInterval[];
  /** Always when empty. */
  readonly active: readonly TimeInterval[];
}

const speaks = ({ muted, active }: Speaking, instant: number): boolean =>
  !muted.some((interval) => contains(interval, instant)) &&
  (active.length === 0 || active.some((interval) => contains(interval, instant)));

const QUARTER = 15 * 60_000;
const WEEK = 7 * 24 * 60 * 60_000;
/** A Monday in winter and one in summer: clocks are put forward and back in between. */
const WEEKS = [Date.UTC(2027, 0, 4), Date.UTC(2027, 6, 5)];

/** Whether there is no time at all at which the route speaks. */
export function neverSpeaks(speaking: Speaking): boolean {
  if (speaking.muted.length + speaking.active.length === 0) return false;
  return instants(speaking).every((instant) => !speaks(speaking, instant));
}

/** Whether a route speaks changes only where a span begins or ends, and zones differ from UTC by quarters of an hour. */
function instants({ muted, active }: Speaking): readonly number[] {
  const times = [...muted, ...active].flatMap(({ spans }) => spans.flatMap((span) => span.times ?? []));
  const edges = times.flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)]);
  const offsets = new Set([0, ...edges.map((minute) => minute % 15)]);
  return WEEKS.flatMap((start) =>
    Array.from({ length: WEEK / QUARTER }, (_, index) => start + index * QUARTER).flatMap((quarter) =>
      [...offsets].map((offset) => quarter + offset * 60_000),
    ),
  );
}
