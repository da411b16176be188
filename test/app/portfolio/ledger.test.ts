import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fill } from "../../../app/portfolio/fill.ts";
import { Ledger } from "../../../app/portfolio/ledger.ts";
import { MOST_UNITS, ONE, unitsText } from "../../../app/portfolio/units.ts";
import { fillOf, possible, type Wish } from "./fills.ts";

const CASH = 1_000 * ONE;

function ledgerOf(fills: readonly Fill[], cash = CASH): Ledger {
  const ledger = new Ledger(cash);
  for (const fill of fills) ledger.apply(fill);
  return ledger;
}

const shown = (ledger: Ledger) =>
  Object.fromEntries(Object.entries(ledger.valuation()).map(([name, amount]) => [name, unitsText(amount)]));

const wish: fc.Arbitrary<Wish> = fc.record({
  asset: fc.constantFrom("BTC", "ETH", "SOL"),
  side: fc.constantFrom("buy", "sell"),
  liquidity: fc.constantFrom("maker", "taker"),
  size: fc.integer({ min: 1, max: 1_000_000_000 }),
  price: fc.integer({ min: 1, max: 10_000_000_000_000 }),
});

function traded(wishes: readonly Wish[], cash = 100_000 * ONE) {
  const ledger = new Ledger(cash);
  const fills: Fill[] = [];
  for (const one of wishes) {
    const fill = possible(one, ledger);
    if (fill === undefined) continue;
    ledger.apply(fill);
    fills.push(fill);
  }
  return { ledger, fills };
}

describe("the ledger", () => {
  it("is worth its cash before anything happened", () => {
    expect(shown(new Ledger(CASH))).toEqual({
      cash: "1000",
      exposure: "0",
      value: "1000",
      realizedPnl: "0",
      unrealizedPnl: "0",
      fees: "0",
    });
  });

  // Bought 2 at 100: 200 and 0.20 of fee. Sold 2 at 110: 220 less 0.22 of fee. Won 219.78 - 200.20 = 19.58.
  it("wins what it received less what it paid, fees on both sides", () => {
    const ledger = ledgerOf([fillOf("buy", 2, 100), fillOf("sell", 2, 110)]);
    expect(shown(ledger)).toEqual({
      cash: "1019.58",
      exposure: "0",
      value: "1019.58",
      realizedPnl: "19.58",
      unrealizedPnl: "0",
      fees: "0.42",
    });
    expect(ledger.positions()).toEqual([]);
  });

  // Bought 2 at 100 for 200.20. Sold 2 at 90: 180 less 0.18. Lost 200.20 - 179.82 = 20.38.
  it("lowers realized profit by a losing trade", () => {
    const ledger = ledgerOf([fillOf("buy", 2, 100), fillOf("sell", 2, 90)]);
    expect(shown(ledger)).toMatchObject({ cash: "979.62", realizedPnl: "-20.38", unrealizedPnl: "0" });
    expect(ledger.profit()).toBe(-2_038_000_000);
  });

  // 1 at 100 and 3 at 120: 460 and 0.46 of fee, 115.115 each. Sold 1 at 130: 129.87 - 115.115 = 14.755.
  it("sells at the average cost of what was bought at different prices", () => {
    const ledger = ledgerOf([fillOf("buy", 1, 100), fillOf("buy", 3, 120), fillOf("sell", 1, 130)]);
    expect(shown(ledger)).toMatchObject({ realizedPnl: "14.755", unrealizedPnl: "44.655" });
    const [position] = ledger.positions();
    expect([position?.cost, position?.averageCost].map((amount) => unitsText(amount ?? 0))).toEqual([
      "345.345",
      "115.115",
    ]);
  });

  it("values open positions at their last price", () => {
    const ledger = ledgerOf([fillOf("buy", 2, 100, "BTC", 0)]);
    ledger.mark("BTC", 95.5 * ONE);
    expect(shown(ledger)).toMatchObject({ cash: "800", exposure: "191", value: "991", unrealizedPnl: "-9" });
    expect(ledger.exposure()).toBe(191 * ONE);
    expect(ledger.positions()).toEqual([
      {
        asset: "BTC",
        size: 2 * ONE,
        cost: BigInt(200 * ONE),
        averageCost: BigInt(100 * ONE),
        price: 95.5 * ONE,
        value: BigInt(191 * ONE),
        unrealizedPnl: BigInt(-9 * ONE),
      },
    ]);
  });

  it("counts on exactly beyond what a double holds", () => {
    const ledger = ledgerOf([fillOf("buy", 1_000, 0.5, "ETH", 0), fillOf("buy", 0.5, 1, "BTC", 0)]);
    ledger.mark("ETH", MOST_UNITS);
    ledger.mark("BTC", MOST_UNITS);
    // 1,000 and 0.5 coins at 90071992.54740991 each, the last half of a unit rounded to the even one.
    expect(unitsText(ledger.valuation().exposure)).toBe("90117028543.68361496");
    expect(ledger.exposure()).toBeCloseTo(9.011_702_854_368_361_5e18, -4);
  });

  it("is worth its starting cash plus realized and unrealized profit, to the last unit, whatever it did", () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 80 }), fc.nat(2 ** 31 - 1), (wishes, mark) => {
        const { ledger } = traded(wishes);
        ledger.mark("BTC", mark);
        const { cash, exposure, value, realizedPnl, unrealizedPnl } = ledger.valuation();
        expect(value - BigInt(100_000 * ONE)).toBe(realizedPnl + unrealizedPnl);
        expect(value).toBe(cash + exposure);
        expect(cash >= 0n).toBe(true);
      }),
    );
  });
});

describe("an impossible fill", () => {
  const valid = fillOf("buy", 1, 100);

  it.each([
    ["to buy beyond its cash", fillOf("buy", 20, 100), "fill needs 2002 cash and the account has 899.9"],
    ["to sell more than it holds", fillOf("sell", 1.5, 100), "fill needs 1.5 BTC and the account has 1"],
    ["to sell what it never held", fillOf("sell", 1, 100, "ETH"), "fill needs 1 ETH and the account has 0"],
    ["a size of nothing", { ...valid, size: 0 }, "has size 0, price 10000000000 and fee 10000000: expected units"],
    ["a size between two units", { ...valid, size: 0.5 }, "has size 0.5"],
    ["a price that is no number", { ...valid, price: Number.NaN }, "price NaN"],
    ["a negative fee", { ...valid, fee: -1 }, "fee -1"],
    ["a size beyond the largest", { ...valid, size: MOST_UNITS, price: 1, fee: 0 }, "held more than 90071992.54740991"],
    ["a fee that eats more than the cash", { ...fillOf("sell", 1, 1), fee: 901 * ONE }, "fill needs 900 cash"],
  ])("fails %s, and leaves the books as they were", (_what, fill, message) => {
    const ledger = ledgerOf([valid]);
    const before = [shown(ledger), ledger.positions(), ledger.fills];
    expect(() => ledger.apply(fill)).toThrow(expect.objectContaining({ code: "PORTFOLIO_IMPOSSIBLE_FILL" }));
    expect(() => ledger.apply(fill)).toThrow(message);
    expect([shown(ledger), ledger.positions(), ledger.fills]).toEqual(before);
  });
});

describe("a ledger that is restored from its fills", () => {
  it("equals the one that made them, then and after any further fill", () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), fc.array(wish, { maxLength: 10 }), (before, after) => {
        const { ledger, fills } = traded(before);
        const restored = new Ledger(100_000 * ONE);
        restored.restore(fills);
        for (const one of after) {
          const fill = possible(one, ledger);
          expect(possible(one, restored)).toEqual(fill);
          if (fill === undefined) continue;
          ledger.apply(fill);
          restored.apply(fill);
        }
        expect(restored.valuation()).toEqual(ledger.valuation());
        expect(restored.positions()).toEqual(ledger.positions());
        expect(restored.fills).toBe(ledger.fills);
      }),
    );
  });

  it("keeps the prices that it was told meanwhile", () => {
    const ledger = new Ledger(CASH);
    ledger.mark("BTC", 130 * ONE);
    ledger.restore([fillOf("buy", 2, 100)]);
    expect(unitsText(ledger.valuation().exposure)).toBe("260");
  });

  it("fails on fills that its cash never paid for, and is left new", () => {
    const ledger = new Ledger(CASH);
    expect(() => ledger.restore([fillOf("buy", 2, 100), fillOf("buy", 20, 100)])).toThrow("fill needs 2002 cash");
    expect(shown(ledger)).toEqual(shown(new Ledger(CASH)));
    ledger.restore([fillOf("buy", 2, 100)]);
    expect(ledger.fills).toBe(1);
  });

  it("fails once it has fills of its own", () => {
    const ledger = ledgerOf([fillOf("buy", 1, 100)]);
    expect(() => ledger.restore([])).toThrow(expect.objectContaining({ code: "PORTFOLIO_ALREADY_TRADED" }));
  });
});
