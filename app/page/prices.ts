import type { PriceView } from "../desk/view.ts";
import type { CellTone, Row, Table } from "./cells.ts";
import { decimalsOf, fixed } from "./numbers.ts";
import { age } from "./time.ts";

export const PRICES: Table = {
  id: "prices",
  title: "Prices",
  caption: "The last price of each market, and how old it is",
  columns: [
    { title: "Market" },
    { title: "Price", numeric: true },
    { title: "Age", numeric: true },
    { title: "State" },
  ],
  empty: "No markets are traded.",
};

/** A mini ticker comes each second, so a price this old has missed several. */
const LATE_MS = 5_000;
/** As the alert FeedStale has it. */
const STALE_MS = 30_000;

function stateOf(ageMs: number): { readonly text: string; readonly tone: CellTone } {
  if (ageMs >= STALE_MS) return { text: "stale", tone: "stale" };
  return ageMs >= LATE_MS ? { text: "late", tone: "late" } : { text: "fresh", tone: "fine" };
}

/** `now` in milliseconds since the epoch, of the clock that the prices' times are of. */
export function priceRows(prices: readonly PriceView[], now: number): readonly Row[] {
  const decimals = decimalsOf(prices.flatMap(({ price }) => price ?? []));
  return prices.map(({ market, price, at }) => {
    if (price === undefined || at === undefined)
      return {
        key: market,
        cells: [{ text: market }, { text: "–" }, { text: "–" }, { text: "none yet", tone: "quiet" }],
      };
    const state = stateOf(now - at);
    const shown = { text: age(now - at), tone: state.tone };
    return { key: market, cells: [{ text: market }, { text: fixed(price, decimals) }, shown, state] };
  });
}
