import type { Firing } from "./firings.ts";
import { keyOf } from "./series.ts";

/** What a rule did, or why that cannot be told. */
export type Outcome = { readonly firings: readonly Firing[] } | { readonly untold: string };

export interface Backtest {
  /** Undefined where there was no such alert before. */
  readonly before: Outcome | undefined;
  /** Undefined where the alert is removed. */
  readonly after: Outcome | undefined;
  /** Where the told time begins and ends, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The time that was asked for begins here; later data begins at `from`. */
  readonly asked: number;
  /** Milliseconds inside without data. */
  readonly missing: number;
}

/** `in the last 7 days: old fired 3 times (12 min 30 s in all), new would have fired once (2026-11-20 14:05 UTC, 3 min)` */
export function summaryOf({ before, after, from, to, asked, missing }: Backtest): string {
  const sides = [
    ...(before ? [`${after ? "old " : ""}${said(before, to, "")}`] : []),
    ...(after ? [`${before ? "new " : ""}${said(after, to, "would have ")}`] : []),
  ];
  const period = from > asked ? `since ${instant(from)}, where its data begins` : `in the last ${time(to - asked)}`;
  const without = missing > 0 ? ` (no data for ${time(missing)} of it)` : "";
  return `${period}${without}: ${sides.join(", ")}`;
}

function said(outcome: Outcome, to: number, would: string): string {
  if ("untold" in outcome) return `cannot be told: ${outcome.untold}`;
  const { firings } = outcome;
  const [first] = firings;
  if (first === undefined) return would === "" ? "never fired" : "would never have fired";
  const alerts = new Set(firings.map(({ labels }) => keyOf(labels))).size;
  const length = time(firings.reduce((sum, { from, until = to }) => sum + until - from, 0));
  const still = firings.some(({ until }) => until === undefined) ? ", still firing" : "";
  if (firings.length === 1) return `${would}fired once (${instant(first.from)}, ${length}${still})`;
  const of = alerts > 1 ? `, as ${alerts} alerts` : "";
  return `${would}fired ${firings.length === 2 ? "twice" : `${firings.length} times`}${of} (${length} in all, first ${instant(first.from)}${still})`;
}

/** `2026-11-20 14:05 UTC` */
export const instant = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ")} UTC`;

const UNITS = [
  ["day", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** `12 min 30 s`, `7 days`: the largest unit that there is, and the next. */
export function time(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000) * 1000;
  const index = UNITS.findIndex(([, size]) => whole >= size);
  const [unit, next] = [UNITS[index], UNITS[index + 1]];
  if (unit === undefined) return "0 s";
  const rest = next ? Math.floor((whole % unit[1]) / next[1]) : 0;
  return [counted(Math.floor(whole / unit[1]), unit[0]), ...(next && rest > 0 ? [counted(rest, next[0])] : [])].join(
    " ",
  );
}

const counted = (count: number, unit: string): string => `${count} ${unit}${unit === "day" && count > 1 ? "s" : ""}`;
