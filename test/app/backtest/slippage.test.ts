import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Slippage, slippage, slippedPrice } from "../../../app/backtest/slippage.ts";
import { MOST_UNITS, ONE } from "../../../app/portfolio/units.ts";

const models: readonly Slippage[] = [
  { model: "none" },
  { model: "basis-points", basisPoints: 5 },
  { model: "volume-share", priceImpact: 0.1 },
];

describe("slippage", () => {
  // 5 basis points of 200 are 0.1; of 0.00000003 a part of a unit, and a whole one is charged.
  it("of basis points is that share of the price, to whole units against the order", () => {
    const price = slippedPrice({ model: "basis-points", basisPoints: 5 });
    expect(price(200 * ONE, "buy", ONE, 1)).toBe(200.1 * ONE);
    expect(price(200 * ONE, "sell", ONE, 1)).toBe(199.9 * ONE);
    expect(price(3, "buy", ONE, 1)).toBe(4);
    expect(price(1, "sell", ONE, 1)).toBe(1);
  });

  // 2 of a volume of 8 are a quarter: 0.1 * 0.25^2 = 0.625 % of 200 is 1.25.
  it("by share of volume grows with the square of size by volume", () => {
    const price = slippedPrice({ model: "volume-share", priceImpact: 0.1 });
    expect(price(200 * ONE, "buy", 2 * ONE, 8)).toBe(201.25 * ONE);
    expect(price(200 * ONE, "sell", 2 * ONE, 8)).toBe(198.75 * ONE);
  });

  it("by share of volume takes an order for no more than the whole bar, and fills nothing in a bar without volume", () => {
    const price = slippedPrice({ model: "volume-share", priceImpact: 0.1 });
    expect(price(200 * ONE, "buy", 50 * ONE, 8)).toBe(220 * ONE);
    expect(price(200 * ONE, "buy", ONE, 0)).toBeUndefined();
  });

  it("never helps, and gives whole units within the range", () => {
    const units = fc.integer({ min: 1, max: MOST_UNITS });
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        units,
        units,
        fc.double({ min: 1e-8, max: 1e12, noNaN: true }),
        (model, open, size, volume) => {
          const bought = slippedPrice(model)(open, "buy", size, volume) ?? Number.NaN;
          const sold = slippedPrice(model)(open, "sell", size, volume) ?? Number.NaN;
          expect([bought, sold].every(Number.isSafeInteger)).toBe(true);
          expect(bought).toBeGreaterThanOrEqual(open);
          expect(sold).toBeLessThanOrEqual(open);
          expect(sold).toBeGreaterThan(0);
        },
      ),
    );
  });

  it("is refused when it helps, costs more than a tenth or has no model", () => {
    for (const asked of [
      { model: "basis-points", basisPoints: -1 },
      { model: "basis-points", basisPoints: 1001 },
      { model: "volume-share", priceImpact: Number.NaN },
      {},
    ])
      expect(slippage.safeParse(asked).success).toBe(false);
  });
});
