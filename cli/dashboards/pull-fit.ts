import type { Difference, PanelPosition, Placed } from "../../lib/dashboards/diff/index.ts";
import { type Dashboard, rowsOf } from "../../lib/dashboards/index.ts";

/** What is wrong with the code as these differences would leave it, in words; undefined: nothing. */
export type Fault = (taken: readonly Difference[]) => Promise<string | undefined>;

/** Changes that the code does not take, each with the reason. */
export type LeftOut = ReadonlyMap<Difference, string>;

/**
 * Finds the changes without which all others can be written: all are tried at once, and only where that fails in
 * smaller and smaller lots, so that one change costs no other.
 */
export async function leftOut(dashboard: Dashboard, all: readonly Difference[], fault: Fault): Promise<LeftOut> {
  const left = new Map<Difference, string>();
  let taken: readonly Difference[] = [];
  const take = async (lots: readonly (readonly Difference[])[]): Promise<void> => {
    const tried = [...taken, ...lots.flat()];
    const why = await fault(tried);
    if (why === undefined) taken = tried;
    else if (lots.length === 1) for (const one of lots.flat()) left.set(one, why);
    else {
      const half = Math.ceil(lots.length / 2);
      await take(lots.slice(0, half));
      await take(lots.slice(half));
    }
  };
  if (all.length > 0) await take(inLots(dashboard, all));
  return left;
}

/** Changes that make sense only together: the places in a row, what is one value of one panel. */
function inLots(dashboard: Dashboard, all: readonly Difference[]): readonly (readonly Difference[])[] {
  const lots = new Map<string, Difference[]>();
  const crosses = all.some((one) => (one.noun === "row" ? isPlace(one) : rowsTouched(dashboard, one).size > 1));
  for (const one of all) {
    const name = isPlace(one) ? (crosses ? "places" : `row ${[...rowsTouched(dashboard, one)]}`) : partOf(one);
    lots.set(name, [...(lots.get(name) ?? []), one]);
  }
  return [...lots.values()];
}

const PLACES = ["all", "place", "at", "width", "height"];
const isPlace = ({ noun, what }: Difference): boolean => (noun === "panel" || noun === "row") && PLACES.includes(what);

const partOf = ({ noun, key, what }: Difference): string => `${noun} ${key} ${/^\w+/.exec(what)?.[0]}`;

/** The rows in which a panel stood and stands. */
function rowsTouched(dashboard: Dashboard, { noun, key, what, from, to }: Difference): ReadonlySet<string> {
  if (noun !== "panel") return new Set();
  const ends = [from, to].filter((end) => end !== undefined);
  if (what === "place") return new Set(ends.map((end) => (end as PanelPosition).row));
  if (what === "all") return new Set(ends.map((end) => (end as Placed<unknown, PanelPosition>).position.row));
  return new Set(rowsOf(dashboard).flatMap((row) => (row.panels.some((one) => one.key === key) ? [row.key] : [])));
}
