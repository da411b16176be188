import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money } from "../../../app/portfolio/money.ts";
import { Portfolio } from "../../../app/portfolio/portfolio.ts";

const money = (text: string) => new Money(text);
const create = (cash = "1000", feeRate = "0.001") => new Portfolio({ cash: money(cash), feeRate: money(feeRate) });
const shown = (portfolio: Portfolio) =>
  Object.fromEntries(Object.entries(portfolio.valuation()).map(([name, amount]) => [name, amount.toString()]));

describe("a paper portfolio", () => {
  it("is worth its cash before anything happened", () => {
    expect(shown(create())).toEqual({ cash: "1000", value: "1000", realizedPnl: "0", unrealizedPnl: "0", fees: "0" });
  });

  // Bought 2 at 100: 200 and 0.20 of fee. Sold 2 at 110: 220 less 0.22 of fee. Won 219.78 - 200.20 = 19.58.
  it("wins what it received less what it paid, fees on both sides", () => {
    const portfolio = create();
    portfolio.buy("BTC", money("2"), money("100"));
    portfolio.sell("BTC", money("2"), money("110"));
    expect(shown(portfolio)).toEqual({
      cash: "1019.58",
      value: "1019.58",
      realizedPnl: "19.58",
      unrealizedPnl: "0",
      fees: "0.42",
    });
  });

  // Bought 2 at 100 for 200.20. Sold 2 at 90: 180 less 0.18. Lost 200.20 - 179.82 = 20.38.
  it("lowers realized profit by a losing trade", () => {
    const portfolio = create();
    portfolio.buy("BTC", money("2"), money("100"));
    portfolio.sell("BTC", money("2"), money("90"));
    expect(shown(portfolio)).toMatchObject({ cash: "979.62", realizedPnl: "-20.38", unrealizedPnl: "0" });
    expect(portfolio.position("BTC").quantity.isZero()).toBe(true);
  });

  // 1 at 100 and 3 at 120: 460 and 0.46 of fee, 115.115 each. Sold 1 at 130: 129.87 - 115.115 = 14.755.
  it("sells at the average cost of what was bought at different prices", () => {
    const portfolio = create();
    portfolio.buy("BTC", money("1"), money("100"));
    portfolio.buy("BTC", money("3"), money("120"));
    portfolio.sell("BTC", money("1"), money("130"));
    expect(shown(portfolio)).toMatchObject({ realizedPnl: "14.755", unrealizedPnl: "44.655" });
    expect(portfolio.position("BTC").cost.toString()).toBe("345.345");
  });

  it("values open positions at their last price", () => {
    const portfolio = create("1000", "0");
    portfolio.buy("BTC", money("2"), money("100"));
    portfolio.mark("BTC", 95.5);
    expect(shown(portfolio)).toMatchObject({ cash: "800", value: "991", unrealizedPnl: "-9" });
  });

  it("adds decimals exactly, where doubles would not", () => {
    const portfolio = create("1", "0");
    for (let time = 0; time < 3; time += 1) portfolio.buy("BTC", money("0.1"), money("0.1"));
    expect(shown(portfolio)).toMatchObject({ cash: "0.97", value: "1" });
  });

  it("fails to buy beyond its cash, and is left as it was", () => {
    const portfolio = create("200", "0.001");
    expect(() => portfolio.buy("BTC", money("2"), money("100"))).toThrow(
      "fill needs 200.2 cash and the portfolio has 200",
    );
    expect(shown(portfolio)).toMatchObject({ cash: "200", fees: "0" });
  });

  it("fails to sell more than it holds, and is left as it was", () => {
    const portfolio = create();
    portfolio.buy("BTC", money("1"), money("100"));
    expect(() => portfolio.sell("BTC", money("1.5"), money("100"))).toThrow(
      "fill needs 1.5 BTC and the portfolio has 1",
    );
    expect(portfolio.position("BTC").quantity.toString()).toBe("1");
  });

  it("is worth its starting cash plus realized and unrealized profit, whatever it did", () => {
    const order = fc.record({
      asset: fc.constantFrom("BTC", "ETH"),
      buy: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 500 }),
      ticks: fc.integer({ min: 1, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 60 }), (orders) => {
        const portfolio = create("100000");
        for (const { asset, buy, quantity, ticks } of orders) {
          const [amount, price] = [money("0.001").times(quantity), money("0.01").times(ticks)];
          const held = portfolio.position(asset).quantity;
          if (!buy && held.greaterThanOrEqualTo(amount)) portfolio.sell(asset, amount, price);
          if (buy && amount.times(price).times("1.001").lessThan(portfolio.cash)) portfolio.buy(asset, amount, price);
        }
        const { value, realizedPnl, unrealizedPnl } = portfolio.valuation();
        expect(value.minus("100000").minus(realizedPnl).minus(unrealizedPnl).abs().toNumber()).toBeLessThan(1e-20);
      }),
    );
  });
});
