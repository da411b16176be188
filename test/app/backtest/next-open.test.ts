import { describe, expect, it } from "vitest";
import { NextOpen } from "../../../app/backtest/next-open.ts";
import { slippedPrice } from "../../../app/backtest/slippage.ts";
import { ONE } from "../../../app/portfolio/units.ts";
import { candleAt, SECOND, tradeAt } from "../support/events.ts";

const taker = new NextOpen({
  liquidity: "taker",
  slipped: slippedPrice({ model: "volume-share", priceImpact: 0.1 }),
  orderValue: 100 * ONE,
});
const maker = new NextOpen({ liquidity: "maker", slipped: slippedPrice({ model: "none" }), orderValue: ONE });
const buy = { side: "buy", decidedAt: 2 * SECOND } as const;
const sell = { side: "sell", size: ONE, decidedAt: 2 * SECOND } as const;

describe("an order in a backtest", () => {
  it("waits for a bar that opened after the one it was decided on", () => {
    expect(taker.quote(buy, candleAt(2, 9))).toBeUndefined();
    expect(taker.quote(buy, candleAt(3, 9, 8))).toBeDefined();
    expect(taker.quote(buy, tradeAt(9 * SECOND, 9))).toBeUndefined();
  });

  // 100 at 200 is a size of 0.5 of a volume of 1: 0.1 * 0.5^2 of 200 is 5. A sale of 1 is all of it: 20.
  it("of a taker meets the opening price, with the slippage of its size", () => {
    expect(taker.quote(buy, candleAt(3, 300, 200))).toEqual({ price: 205 * ONE, liquidity: "taker" });
    expect(taker.quote(sell, candleAt(3, 300, 200))).toEqual({ price: 180 * ONE, liquidity: "taker" });
  });

  it("of a maker is filled at the opening price by a bar that trades beyond it, and waits otherwise", () => {
    const [rising, falling] = [candleAt(3, 300, 200), candleAt(3, 100, 200)];
    expect(maker.quote(buy, falling)).toEqual({ price: 200 * ONE, liquidity: "maker" });
    expect(maker.quote(sell, rising)).toEqual({ price: 200 * ONE, liquidity: "maker" });
    expect(maker.quote(buy, rising)).toBeUndefined();
    expect(maker.quote(sell, falling)).toBeUndefined();
  });
});
