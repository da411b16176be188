import {
  bytes,
  days,
  gibibytes,
  hours,
  isFalse,
  isTrue,
  items,
  mebibytes,
  milliseconds,
  minutes,
  percent,
  perMinute,
  type Quantity,
  seconds,
  type Unit,
  usdt,
} from "../../../metrics/units.ts";
import type { Scale } from "../../panels/drawn.ts";
import type { Threshold } from "../../threshold.ts";
import type { PanelUnit } from "../../units.ts";
import { array, type Code, call, type Entry, entry, literal, word } from "./code.ts";

/** Everything of a scale but its unit, which its queries carry. */
export const scaleEntries = (scale: Scale, unit: PanelUnit): readonly (Entry | undefined)[] => [
  entry("thresholds", scale.thresholds.length > 0 ? thresholds(scale.thresholds, unit) : undefined),
  entry("bad", scale.bad === "high" ? undefined : literal(scale.bad)),
  entry("states", scale.states.length > 0 ? literal(scale.states) : undefined),
  entry("min", scale.min === undefined ? undefined : literal(scale.min)),
  entry("max", scale.max === undefined ? undefined : literal(scale.max)),
];

/** As quantities where each of them is a round one; else as numbers. */
function thresholds(all: readonly Threshold[], unit: PanelUnit): Code {
  const round = all.map(({ value, alert }) => (alert === undefined ? quantity(value, unit) : undefined));
  return round.includes(undefined) ? literal(all) : array(round.filter((one) => one !== undefined));
}

interface Maker {
  readonly name: string;
  readonly make: (n: number) => Quantity<Unit>;
  /** From so much on, people count in it. */
  readonly from: number;
}

/** The larger unit first. */
const MAKERS: Readonly<Partial<Record<PanelUnit, readonly Maker[]>>> = {
  seconds: [
    { name: "days", make: days, from: 1 },
    { name: "hours", make: hours, from: 1 },
    { name: "minutes", make: minutes, from: 2 },
    { name: "seconds", make: seconds, from: 1 },
    { name: "milliseconds", make: milliseconds, from: 1 },
  ],
  bytes: [
    { name: "gibibytes", make: gibibytes, from: 1 },
    { name: "mebibytes", make: mebibytes, from: 1 },
    { name: "bytes", make: bytes, from: 1 },
  ],
  ratio: [{ name: "percent", make: percent, from: 0 }],
  items: [{ name: "items", make: items, from: 0 }],
  usdt: [{ name: "usdt", make: usdt, from: 0 }],
  "items/s": [{ name: "perMinute", make: perMinute, from: 1 }],
};
const TRUTH: readonly (readonly [string, Quantity<Unit>])[] = [
  ["isFalse", isFalse],
  ["isTrue", isTrue],
];

/** What a printed dashboard may import to say quantities. */
export const QUANTITIES: readonly string[] = [
  ...Object.values(MAKERS).flatMap((makers = []) => makers.map(({ name }) => name)),
  ...TRUTH.map(([name]) => name),
];

/** `milliseconds(500)` of 0.5 seconds; undefined where no whole number of a unit is exactly this value. */
function quantity(value: number, unit: PanelUnit): Code | undefined {
  const truth = unit === "boolean" ? TRUTH.find(([, one]) => Object.is(one.value, value)) : undefined;
  if (truth) return word(truth[0]);
  for (const { name, make, from } of MAKERS[unit] ?? []) {
    const count = Math.round(value / make(1).value);
    if (count >= from && Object.is(make(count).value, value)) return call(name, literal(count));
  }
  return undefined;
}
