import { DEFAULT_HEIGHT, DEFAULT_WIDTH } from "../defaults.ts";
import { COLUMNS, type Place } from "../layout.ts";
import { numeric, valueAt } from "./json.ts";

/** The place that JSON gives, in whole units and inside the grid; undefined where it gives none. */
export function readPlace(gridPos: unknown): Place | undefined {
  const [x, y, w, h] = ["x", "y", "w", "h"].map((name) => numeric(valueAt(gridPos, name)));
  if (x === undefined || y === undefined || w === undefined || h === undefined) return undefined;
  const width = within(1, w, COLUMNS);
  return { x: within(0, x, COLUMNS - width), y: within(0, y, LAST), w: width, h: within(1, h, LAST) };
}

/** Far more than any browser shows, and small enough to add up. */
const LAST = 100_000;

const within = (least: number, value: number, most: number): number =>
  Math.min(Math.max(Math.trunc(value), least), most);

export const samePlace = (one: Place, other: Place): boolean =>
  one.x === other.x && one.y === other.y && one.w === other.w && one.h === other.h;

/** By line, then from left to right: the order in which Grafana packs. */
export const inReadingOrder = <T extends { readonly at: Place }>(all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => a.at.y - b.at.y || a.at.x - b.at.x);

/**
 * As Grafana's grid packs them: in reading order, each as far up as those before it leave room; none overlap then.
 * Source: react-grid-layout, compactType "vertical".
 */
export function packed<T extends { readonly at: Place }>(all: readonly T[]): readonly T[] {
  const bottoms = new Array<number>(COLUMNS).fill(0);
  const higher = inReadingOrder(all).map((one) => {
    const { x, w, h } = one.at;
    const y = Math.max(...bottoms.slice(x, x + w));
    bottoms.fill(y + h, x, x + w);
    return { ...one, at: { x, y, w, h } };
  });
  return inReadingOrder(higher);
}

/** Whether panels that simply follow one another come to stand here: lines exactly full, each of one height. */
export function flows(places: readonly Place[]): boolean {
  let [x, y, height] = [0, 0, 0];
  for (const at of places) {
    if (x === 0) height = at.h;
    if (!samePlace(at, { x, y, w: at.w, h: height })) return false;
    x = (x + at.w) % COLUMNS;
    if (x === 0) y += height;
  }
  return x === 0;
}

/** Where panels without a place stand: below the others, two to a line. */
export const placeBelow = (bottom: number, index: number): Place => ({
  x: (index % 2) * DEFAULT_WIDTH,
  y: bottom + Math.floor(index / 2) * DEFAULT_HEIGHT,
  w: DEFAULT_WIDTH,
  h: DEFAULT_HEIGHT,
});

/** Those that begin above the end of another that stands before them. */
export function overlapping<T extends { readonly at: Place }>(all: readonly T[]): readonly T[] {
  const bottoms = new Array<number>(COLUMNS).fill(0);
  return inReadingOrder(all).filter(({ at: { x, y, w, h } }) => {
    const isOver = y < Math.max(...bottoms.slice(x, x + w));
    for (let column = x; column < x + w; column++) bottoms[column] = Math.max(bottoms[column] ?? 0, y + h);
    return isOver;
  });
}
