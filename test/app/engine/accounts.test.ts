import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Account } from "../../../app/engine/account.ts";
import { Engine } from "../../../app/engine/engine.ts";
import { parseInstrument } from "../../../app/engine/instrument.ts";
import { nextPrice } from "../../../app/engine/prices.ts";
import { NO_LIMITS, type RiskLimits } from "../../../app/engine/risk.ts";
import { IntegerAccount } from "../../../app/portfolio/integer-account.ts";
import { Ledger } from "../../../app/portfolio/ledger.ts";
import { ONE } from "../../../app/portfolio/units.ts";
import { type StrategyChoice, strategyMaker } from "../../../app/strategies/index.ts";
import { candleAt, tradeAt } from "../support/events.ts";

const markets = ["BTCUSDT", "ETHUSDT"];
const instruments = markets.flatMap((market) => parseInstrument(market) ?? []);
const CASH = 1_000 * ONE;

const choice = fc.constantFrom<StrategyChoice>(
  { name: "sma-cross", parameters: { fast: 1, slow: 3 } },
  { name: "mean-reversion", parameters: { window: 4, entry: 0.8, exit: 0.3 } },
);
const limits = fc.constantFrom<RiskLimits>(
  NO_LIMITS,
  { ...NO_LIMITS, exposure: 450 * ONE },
  { ...NO_LIMITS, loss: 20 * ONE },
  { ...NO_LIMITS, positionValue: 200 * ONE },
);
const price = fc.integer({ min: 90, max: 110 });
const bars = fc.array(fc.record({ close: price, open: price, trade: price, market: fc.constantFrom(...markets) }), {
  minLength: 20,
  maxLength: 200,
});
type Bar = typeof bars extends fc.Arbitrary<readonly (infer B)[]> ? B : never;

function stepsOf(account: Account, strategy: StrategyChoice, allowed: RiskLimits, all: readonly Bar[]) {
  const engine = new Engine({
    instruments,
    account,
    execution: nextPrice,
    fees: { maker: 75_000, taker: 100_000 },
    orderValue: 300 * ONE,
    limits: allowed,
    strategy: strategyMaker(strategy),
  });
  const events = all.flatMap(({ close, open, trade, market }, index) => [
    candleAt(index, close, open, market),
    tradeAt((index + 1) * 1_000 + 1, trade, market),
  ]);
  return events.map((event) => engine.process(event));
}

describe("trading on the ledger and on plain integers", () => {
  it("takes the same steps and ends with the same books, whatever the market does", () => {
    fc.assert(
      fc.property(bars, choice, limits, (all, strategy, allowed) => {
        const [ledger, account] = [new Ledger(CASH), new IntegerAccount(CASH)];
        expect(stepsOf(account, strategy, allowed, all)).toEqual(stepsOf(ledger, strategy, allowed, all));
        const { value, realizedPnl, unrealizedPnl } = ledger.valuation();
        expect(BigInt(account.value())).toBe(value);
        expect(value - BigInt(CASH)).toBe(realizedPnl + unrealizedPnl);
      }),
    );
  });

  it("does not look ahead: events that come later change no earlier step", () => {
    fc.assert(
      fc.property(bars, fc.nat(200), choice, limits, (all, length, strategy, allowed) => {
        const whole = stepsOf(new Ledger(CASH), strategy, allowed, all);
        const past = stepsOf(new Ledger(CASH), strategy, allowed, all.slice(0, length));
        expect(past).toEqual(whole.slice(0, past.length));
      }),
    );
  });
});
