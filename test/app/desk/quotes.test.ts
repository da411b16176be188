import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Quotes } from "../../../app/desk/quotes.ts";
import { MOST_UNITS, ONE, parseUnits } from "../../../app/portfolio/units.ts";

const MARKETS = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

describe("quotes", () => {
  it("know every market from the start, and no price of any", () => {
    expect(new Quotes(MARKETS).since(-1)).toEqual(MARKETS.map((market) => ({ market })));
  });

  it("tell the last price of a market to the last decimal, with when it was true", () => {
    const quotes = new Quotes(MARKETS);
    quotes.update("ETHUSDT", parseUnits("3000.00000001"), 1_000, 1_040);
    quotes.update("ETHUSDT", parseUnits("3000.5"), 1_500, 1_540);
    expect(quotes.since(0)).toEqual([{ market: "ETHUSDT", price: "3000.5", at: 1_500 }]);
  });

  it.each([
    ["the exchange gives no time", Number.NaN],
    ["the exchange's clock is ahead", 9_000],
  ])("count the age of a price from when it was received where %s", (_, eventTime) => {
    const quotes = new Quotes(MARKETS);
    quotes.update("BTCUSDT", ONE, eventTime, 2_000);
    expect(quotes.since(0)).toEqual([{ market: "BTCUSDT", price: "1", at: 2_000 }]);
  });

  it("leave out a market that is not ours", () => {
    const quotes = new Quotes(MARKETS);
    quotes.update("DOGEUSDT", ONE, 1, 1);
    expect([quotes.revision, quotes.since(0)]).toEqual([0, []]);
  });

  it("tell each reader what changed since it last looked, whatever others read meanwhile", () => {
    const update = fc.record({ market: fc.constantFrom(...MARKETS), price: fc.integer({ min: 1, max: MOST_UNITS }) });
    fc.assert(
      fc.property(fc.array(update), fc.array(update), (before, after) => {
        const quotes = new Quotes(MARKETS);
        for (const { market, price } of before) quotes.update(market, price, 1, 1);
        const looked = quotes.revision;
        for (const { market, price } of after) quotes.update(market, price, 1, 1);
        const changed = new Map(after.map(({ market, price }) => [market, price]));
        expect(new Map(quotes.since(looked).map(({ market, price }) => [market, parseUnits(price ?? "")]))).toEqual(
          changed,
        );
      }),
    );
  });
});
