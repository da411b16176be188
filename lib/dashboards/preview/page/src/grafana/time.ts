import { dateTime, isDateTime, rangeUtil, setTimeZoneResolver, type TimeRange } from "@grafana/data";
import type { Span } from "../data/interval.ts";

export type { TimeRange };

/** Has every time on the page written in this time zone: `browser`, `utc` or a name. */
export function useTimeZone(timeZone: string): string {
  setTimeZoneResolver(() => timeZone);
  return timeZone;
}

/** `now-1h`, milliseconds or an ISO date as a range that ends now, or then. */
export function timeRange(from: string, to: string, timeZone: string): TimeRange {
  const at = (text: string) =>
    /^\d+$/.test(text) ? dateTime(Number(text)) : /^now/.test(text) ? text : dateTime(text);
  return rangeUtil.convertRawToRange({ from: at(from), to: at(to) }, timeZone);
}

export const spanOf = ({ from, to }: TimeRange): Span => ({ from: from.valueOf(), to: to.valueOf() });

/** The two ends as an address has them. */
export const rawOf = ({ raw }: TimeRange): { readonly from: string; readonly to: string } => ({
  from: isDateTime(raw.from) ? String(raw.from.valueOf()) : String(raw.from),
  to: isDateTime(raw.to) ? String(raw.to.valueOf()) : String(raw.to),
});

/** Half a range earlier (-1) or later (1), as Grafana's arrows go. */
export function shifted({ from, to }: TimeRange, direction: -1 | 1): TimeRange {
  const half = (direction * (to.valueOf() - from.valueOf())) / 2;
  return timeRange(String(from.valueOf() + half), String(to.valueOf() + half), "browser");
}

/** Twice as long around the same middle. */
export function zoomedOut({ from, to }: TimeRange): TimeRange {
  const half = (to.valueOf() - from.valueOf()) / 2;
  return timeRange(String(from.valueOf() - half), String(to.valueOf() + half), "browser");
}
