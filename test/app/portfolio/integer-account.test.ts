import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IntegerAccount } from "../../../app/portfolio/integer-account.ts";
import { Ledger } from "../../../app/portfolio/ledger.ts";
import { MOST_UNITS, ONE } from "../../../app/portfolio/units.ts";
import { fillOf, possible, type Wish } from "./fills.ts";

/** Prices in units: from a coin that costs a house to one of a few hundred units, where every rounding shows. */
const PRICES = { BTC: 6_400_010_000_000, SOL: 15_012_345_678, SHIB: 1_234 } as const;
const ASSETS = ["BTC", "SOL", "SHIB"] as const;

/** splitmix64 (https://prng.di.unimi.it/splitmix64.c): the same numbers at every run. */
function random(seed: number): () => number {
  let state = BigInt(seed);
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return Number((mixed ^ (mixed >> 31n)) >> 11n) / 2 ** 53;
  };
}

/** Sizes over many orders of magnitude, so that parts of positions and of units come up; prices within 5 %. */
function wishOf(next: () => number): Wish {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const asset = pick(ASSETS);
  return {
    asset,
    side: pick(["buy", "sell"] as const),
    liquidity: pick(["maker", "taker"] as const),
    size: 1 + Math.floor(10 ** (next() * 11)),
    price: Math.round(PRICES[asset] * (0.95 + 0.1 * next())),
  };
}

const NAMES = ["cash", "exposure", "value", "realizedPnl", "unrealizedPnl", "fees"] as const;
const exactOf = (ledger: Ledger) => NAMES.map((name) => ledger.valuation()[name]);
const plainOf = (account: IntegerAccount) => NAMES.map((name) => BigInt(account.valuation()[name]));

describe("the integer account", () => {
  it("equals the ledger to the last unit after each of 10,000 random fills", () => {
    const cash = 1_000_000 * ONE;
    const [account, ledger, next] = [new IntegerAccount(cash), new Ledger(cash), random(5)];
    const sides = { buy: 0, sell: 0 };
    while (ledger.fills < 10_000) {
      const wish = wishOf(next);
      const fill = possible(wish, ledger);
      for (const books of [account, ledger]) books.mark(wish.asset, wish.price);
      if (fill === undefined) continue;
      for (const books of [account, ledger]) books.apply(fill);
      sides[fill.side] += 1;
      expect(plainOf(account)).toEqual(exactOf(ledger));
    }
    expect(ASSETS.map((asset) => account.size(asset))).toEqual(ASSETS.map((asset) => ledger.size(asset)));
    // Both sides were tried in earnest.
    expect(Math.min(sides.buy, sides.sell)).toBeGreaterThan(2_000);
  });

  it("answers the engine as the ledger does, whatever the fills", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000_000 }), (seed, coins) => {
        const [account, ledger, next] = [new IntegerAccount(coins * ONE), new Ledger(coins * ONE), random(seed)];
        for (let turn = 0; turn < 50; turn += 1) {
          const wish = wishOf(next);
          const fill = possible(wish, ledger);
          expect(possible(wish, account)).toEqual(fill);
          if (fill !== undefined) for (const books of [account, ledger]) books.apply(fill);
        }
        expect([account.exposure(), account.profit()]).toEqual([ledger.exposure(), ledger.profit()]);
        expect(BigInt(account.value())).toBe(ledger.valuation().value);
      }),
    );
  });

  it.each([
    ["to buy beyond its cash", fillOf("buy", 20, 100)],
    ["to sell more than it holds", fillOf("sell", 2, 100)],
    ["a fee that eats more than the cash", { ...fillOf("sell", 1, 1), fee: 901 * ONE }],
    ["a size between two units", { ...fillOf("buy", 1, 1), size: 0.5 }],
  ])("fails %s in the ledger's words, and is left as it was", (_what, fill) => {
    const [account, ledger] = [new IntegerAccount(1_000 * ONE), new Ledger(1_000 * ONE)];
    const told = [account, ledger].map((books) => {
      books.apply(fillOf("buy", 1, 100));
      try {
        return books.apply(fill);
      } catch (error) {
        return String(error);
      }
    });
    expect(told[0]).toMatch(/^ImpossibleFillError: /);
    expect(told[0]).toBe(told[1]);
    expect(plainOf(account)).toEqual(exactOf(ledger));
  });

  it("fails rather than rounds, where a number would no longer be exact", () => {
    const account = new IntegerAccount(80_000_000 * ONE);
    account.apply(fillOf("buy", 1, 70_000_000, "BTC", 0));
    account.mark("BTC", MOST_UNITS);
    const tooLarge = expect.objectContaining({ code: "PORTFOLIO_TOO_LARGE" });
    expect(() => account.value()).toThrow(tooLarge);
    expect(() => account.profit()).toThrow("the value of the portfolio is above 90071992.54740991");
    expect(() => account.apply(fillOf("sell", 1, 90_000_000, "BTC", 0))).toThrow(tooLarge);
    expect(account.size("BTC")).toBe(ONE);
    expect(account.covers(10_000_000 * ONE)).toBe(true);
    expect(account.covers(10_000_000 * ONE + 1)).toBe(false);
  });
});
