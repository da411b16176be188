import { describe, expect, it } from "vitest";
import { pnlOf, portfolioView } from "../../../app/desk/portfolio.ts";
import { Ledger } from "../../../app/portfolio/ledger.ts";
import { ONE, parseUnits } from "../../../app/portfolio/units.ts";

/** A ledger that bought half a coin at 64,000 for a fee of 32, and saw the price rise by 1,000. */
function traded(): Ledger {
  const ledger = new Ledger(100_000 * ONE);
  ledger.apply({
    asset: "BTC",
    side: "buy",
    liquidity: "taker",
    size: parseUnits("0.5"),
    price: 64_000 * ONE,
    fee: 32 * ONE,
  });
  ledger.mark("BTC", 65_000 * ONE);
  return ledger;
}

describe("the portfolio on the desk", () => {
  it("is the ledger's, as decimal text", () => {
    expect(portfolioView(traded(), "USDT")).toEqual({
      currency: "USDT",
      value: "100468",
      cash: "67968",
      realizedPnl: "0",
      unrealizedPnl: "468",
      fees: "32",
      positions: [
        {
          asset: "BTC",
          size: "0.5",
          cost: "32032",
          averageCost: "64064",
          lastPrice: "65000",
          value: "32500",
          unrealizedPnl: "468",
        },
      ],
    });
  });

  it("has a profit or loss for the curve", () => {
    expect(pnlOf(traded())).toBe(468);
  });
});
