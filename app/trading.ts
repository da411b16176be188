import type { Recorder } from "../lib/metrics/definitions.ts";
import { CandleHistory, type Candles } from "./backtest/candles.ts";
import { CandleCursor } from "./backtest/replay.ts";
import { MOST_CANDLES } from "./backtest/request.ts";
import { Engine, type Step } from "./engine/engine.ts";
import type { MarketEvent } from "./engine/events.ts";
import type { Instrument } from "./engine/instrument.ts";
import { nextPrice } from "./engine/prices.ts";
import { lossWithin, type RiskLimits } from "./engine/risk.ts";
import type { Fill } from "./portfolio/fill.ts";
import { Ledger } from "./portfolio/ledger.ts";
import type { Units } from "./portfolio/units.ts";
import { recordHalted, recordPortfolio, recordStep } from "./runtime/trading-metrics.ts";
import { type StrategyChoice, strategyMaker } from "./strategies/index.ts";

export interface TradingOptions {
  readonly instruments: readonly Instrument[];
  readonly startingCash: Units;
  /** Share of a fill's value: 100_000 is 0.1 %. */
  readonly feeRate: Units;
  /** What one buy spends, and the most that it may: a larger order is a defect, and refused. */
  readonly orderValue: Units;
  readonly limits: Omit<RiskLimits, "orderValue">;
  readonly strategy: StrategyChoice;
}

export interface Trading {
  readonly ledger: Ledger;
  /** Closed candles by market, for backtests. */
  readonly histories: ReadonlyMap<string, CandleHistory>;
  /**
   * Makes the ledger what its stored fills, oldest first, made of it, and lets orders be made from then on; before it is
   * called there are none. Throws PORTFOLIO_IMPOSSIBLE_FILL, and then there are still none.
   */
  restore(fills: Iterable<Fill>): void;
  /**
   * Tells the strategy and the history closed candles of an earlier run, so that its averages are not new. No order
   * follows, and what is not later than a candle that came already is left out.
   */
  replay(market: string, candles: Candles): void;
  /** Applies one event and records what came of it. */
  process(event: MarketEvent): Step;
  /** Brings the metrics up to date that are read rather than counted. */
  refresh(): void;
}

/** Live trading of the configured markets on paper. */
export function createTrading(options: TradingOptions, recorder: Recorder): Trading {
  const { instruments, startingCash, feeRate, orderValue, strategy } = options;
  const limits: RiskLimits = { ...options.limits, orderValue };
  const ledger = new Ledger(startingCash);
  let restoring = true;
  const engine = new Engine({
    instruments,
    account: ledger,
    execution: nextPrice,
    fees: { maker: feeRate, taker: feeRate },
    orderValue,
    limits,
    strategy: strategyMaker(strategy),
    restoring: () => restoring,
  });
  const histories = new Map(instruments.map(({ market }) => [market, new CandleHistory(MOST_CANDLES)]));
  const apply = (event: MarketEvent): Step => {
    const step = engine.process(event);
    if (step.candle !== undefined) histories.get(event.market)?.add(step.candle);
    return step;
  };
  return {
    ledger,
    histories,
    restore(fills) {
      ledger.restore(fills);
      restoring = false;
    },
    replay(market, candles) {
      const cursor = new CandleCursor(candles, market);
      for (let index = 0; index < candles.openTime.length; index += 1) apply({ ...cursor.at(index), backfilled: true });
    },
    process(event) {
      const step = apply(event);
      recordStep(recorder, step);
      return step;
    },
    refresh() {
      recordPortfolio(recorder, ledger, instruments);
      recordHalted(recorder, { restoring, loss: !lossWithin(limits, ledger) });
    },
  };
}
