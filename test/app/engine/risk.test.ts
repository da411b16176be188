import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, NO_LIMITS, type RiskLimits } from "../../../app/engine/risk.ts";
import type { Fill } from "../../../app/portfolio/fill.ts";
import { Ledger } from "../../../app/portfolio/ledger.ts";
import { MOST_UNITS, ONE, product } from "../../../app/portfolio/units.ts";
import { REFUSALS } from "../../../metrics/quantflow/labels.ts";
import { fillOf } from "../portfolio/fills.ts";

const coins = (limits: Partial<RiskLimits>): RiskLimits => ({
  ...NO_LIMITS,
  ...Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, value * ONE])),
});

/** 1,000 of cash, of which 200 went into 2 BTC at 100 and 100 into 1 ETH at 100, without fees. */
function held(): Ledger {
  const ledger = new Ledger(1_000 * ONE);
  ledger.apply(fillOf("buy", 2, 100, "BTC", 0));
  ledger.apply(fillOf("buy", 1, 100, "ETH", 0));
  return ledger;
}

const verdict = (fill: Fill, limits: Partial<RiskLimits>, ledger = held()) => judge(fill, ledger, coins(limits));

describe("a risk limit", () => {
  const buy = fillOf("buy", 1, 100, "BTC", 0);

  it.each([
    ["an order's value", { orderValue: 100 }, { orderValue: 99.99 }, "order-value"],
    ["a position's value, at the order's price", { positionValue: 300 }, { positionValue: 299.99 }, "position-value"],
    ["all positions together", { exposure: 400 }, { exposure: 399.99 }, "exposure"],
  ])("on %s lets through what reaches it, and nothing beyond", (_what, reached, exceeded, reason) => {
    expect(verdict(buy, reached)).toEqual({ approved: buy });
    expect(verdict(buy, exceeded)).toEqual({ refused: reason });
  });

  it("on the loss holds back buys once it is reached, and lets sales through", () => {
    const ledger = held();
    ledger.mark("BTC", 50 * ONE);
    expect(verdict(buy, { loss: 100.01 }, ledger)).toEqual({ approved: buy });
    expect(verdict(buy, { loss: 100 }, ledger)).toEqual({ refused: "loss" });
    const sell = fillOf("sell", 2, 50);
    expect(verdict(sell, { loss: 100 }, ledger)).toEqual({ approved: sell });
    ledger.apply(sell);
    // Realized, it is a loss all the same.
    expect(verdict(buy, { loss: 100 }, ledger)).toEqual({ refused: "loss" });
  });

  it("never holds back a sale", () => {
    const sell = fillOf("sell", 2, 100);
    expect(verdict(sell, { orderValue: 0, positionValue: 0, exposure: 0, loss: 0 })).toEqual({ approved: sell });
  });

  it("counts what is held of a market that is no longer traded", () => {
    const ledger = new Ledger(1_000 * ONE);
    ledger.restore([fillOf("buy", 3, 100, "DOGE", 0)]);
    expect(verdict(buy, { exposure: 399 }, ledger)).toEqual({ refused: "exposure" });
  });
});

describe("an order that no account could take", () => {
  it.each([
    ["more than the cash", fillOf("buy", 8, 100), "cash"],
    ["nothing", fillOf("buy", 0, 100), "too-small"],
    ["less than a unit's worth", { ...fillOf("buy", 1, 1), size: 1_000, price: 1, fee: 0 }, "too-small"],
    ["more than a number counts", { ...fillOf("buy", 1, 1), size: MOST_UNITS + 1, price: 1, fee: 0 }, "too-large"],
    [
      "what is worth more than a number counts",
      { ...fillOf("buy", 1, 1), size: 2 * ONE, price: MOST_UNITS },
      "too-large",
    ],
    [
      "a position too large together",
      { ...fillOf("buy", 1, 1), size: MOST_UNITS - ONE, price: 1, fee: 0 },
      "too-large",
    ],
    ["a sale worth more than a number counts", { ...fillOf("sell", 2, 1), price: MOST_UNITS }, "too-large"],
  ])("is refused: %s", (_what, fill, reason) => {
    expect(verdict(fill, {})).toEqual({ refused: reason });
  });

  it("is never approved, whatever its numbers: the account takes each that is", () => {
    const order = fc.record({
      asset: fc.constantFrom("BTC", "ETH", "SOL"),
      liquidity: fc.constant("taker" as const),
      side: fc.constant("buy" as const),
      size: fc.oneof(fc.nat(), fc.maxSafeNat()),
      price: fc.oneof(fc.nat(), fc.maxSafeNat()),
    });
    const limit = fc.oneof(fc.maxSafeNat(), fc.constant(MOST_UNITS));
    const limits = fc.record({ orderValue: limit, positionValue: limit, exposure: limit, loss: limit });
    fc.assert(
      fc.property(order, limits, (one, allowed) => {
        const ledger = held();
        const fill: Fill = { ...one, fee: product(product(one.price, one.size), 100_000) };
        const judged = judge(fill, ledger, allowed);
        if ("refused" in judged) expect(REFUSALS).toContain(judged.refused);
        else expect(() => ledger.apply(judged.approved)).not.toThrow();
      }),
    );
  });
});
