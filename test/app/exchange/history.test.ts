import { describe, expect, it } from "vitest";
import type { MarketFrame } from "../../../app/exchange/frames.ts";
import { History } from "../../../app/exchange/history.ts";

const tradeFrame = (id: number, market = "BTCUSDT"): MarketFrame => ({
  stream: `${market.toLowerCase()}@trade`,
  kind: "trade",
  data: { e: "trade", E: id, s: market, t: id, p: "64000.10000000", q: "0.50000000", T: id, m: true, M: true },
});
const ids = (trades: readonly { readonly id: number }[]) => trades.map(({ id }) => id);

describe("the exchange's history", () => {
  it("tells trades from an id on, or the last ones, each market's own", () => {
    const history = new History();
    for (const id of [1, 2, 3, 4]) history.record(tradeFrame(id));
    history.record(tradeFrame(9, "ETHUSDT"));
    expect(ids(history.trades("BTCUSDT", 2, 2))).toEqual([2, 3]);
    expect(ids(history.trades("BTCUSDT", undefined, 2))).toEqual([3, 4]);
    expect(history.trades("ETHUSDT", 0, 9)).toEqual([
      { id: 9, price: "64000.10000000", qty: "0.50000000", time: 9, isBuyerMaker: true },
    ]);
    expect(history.trades("SOLUSDT", 0, 9)).toEqual([]);
  });

  it("forgets the oldest, and keeps 20,000 of each market at least", () => {
    const history = new History();
    for (let id = 1; id <= 100_000; id += 1) history.record(tradeFrame(id));
    const kept = history.trades("BTCUSDT", 0, 100_000);
    expect(kept.length).toBeGreaterThanOrEqual(20_000);
    expect(kept.length).toBeLessThan(40_000);
    expect(kept.at(-1)?.id).toBe(100_000);
  });
});
