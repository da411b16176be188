import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ONE } from "../../../app/portfolio/units.ts";
import { type StrategyName, strategies, strategyMaker } from "../../../app/strategies/index.ts";
import { STRATEGIES } from "../../../metrics/quantflow/labels.ts";
import { signalsOf } from "./signals.ts";

/** Of each strategy parameters with which a few hundred prices bring many signals. */
const LIVELY: Readonly<Record<StrategyName, unknown>> = {
  "sma-cross": { fast: 3, slow: 7 },
  "mean-reversion": { window: 8, entry: 1, exit: 0 },
};

const closes = fc.array(fc.integer({ min: 100, max: 1_000 }), { maxLength: 300 });
const names = Object.keys(strategies) as readonly StrategyName[];

describe("the strategies", () => {
  it("are those that metrics have a label value for", () => {
    expect([...names].sort()).toEqual([...STRATEGIES].sort());
  });

  it("fail to be made with another's parameters", () => {
    expect(() => strategyMaker({ name: "sma-cross", parameters: LIVELY["mean-reversion"] })).toThrow(
      "Unrecognized key",
    );
  });
});

describe.each(names)("the strategy %s", (name) => {
  const make = strategyMaker({ name, parameters: LIVELY[name] });

  it("runs with its defaults", () => {
    expect(() => strategyMaker({ name, parameters: {} })().next(ONE)).not.toThrow();
  });

  it("does not look ahead: what comes later changes no earlier signal", () => {
    fc.assert(
      fc.property(closes, closes, (past, future) => {
        expect(signalsOf(make(), [...past, ...future]).slice(0, past.length)).toEqual(signalsOf(make(), past));
      }),
    );
  });

  it("says the same to the same prices: two of them share nothing", () => {
    const [one, other] = [make(), make()];
    const prices = Array.from({ length: 200 }, (_, index) => 500 + 100 * Math.sin(index) + 50 * Math.sin(index / 7));
    const alone = signalsOf(make(), prices);
    const beside = prices.map((price) => [one.next(Math.round(price * ONE)), other.next(Math.round(price * ONE))]);
    expect(beside).toEqual(alone.map((signal) => [signal, signal]));
    expect(new Set(alone)).toEqual(new Set([undefined, "buy", "sell"]));
  });

  it("never says the same twice in a row, whatever the prices", () => {
    fc.assert(
      fc.property(closes, (prices) => {
        const given = signalsOf(make(), prices).filter((signal) => signal !== undefined);
        expect(given.filter((signal, index) => signal === given[index - 1])).toEqual([]);
      }),
    );
  });

  it("says the same when every price is 128 times as large", () => {
    fc.assert(
      fc.property(closes, (prices) => {
        const larger = prices.map((price) => price * 128);
        expect(signalsOf(make(), larger)).toEqual(signalsOf(make(), prices));
      }),
    );
  });

  it("says nothing while the price stands still, wherever it moved before", () => {
    fc.assert(
      fc.property(closes, fc.integer({ min: 10_000, max: 20_000 }), (before, price) => {
        const strategy = make();
        signalsOf(strategy, before);
        // Once it fills every window, what was said on the way there is over.
        signalsOf(strategy, Array(20).fill(price));
        expect(signalsOf(strategy, Array(100).fill(price)).filter((signal) => signal !== undefined)).toEqual([]);
      }),
    );
  });
});
