import type { MetricsRecorder } from "../lib/metrics/recorder.ts";
import { CandleHistory } from "./backtest/candles.ts";
import { MOST_CANDLES } from "./backtest/request.ts";
import type { Configuration } from "./configuration.ts";
import { Engine, type Step } from "./engine/engine.ts";
import type { MarketEvent } from "./engine/events.ts";
import { Portfolio } from "./portfolio/portfolio.ts";
import { recordPortfolio, recordStep } from "./runtime/trading-metrics.ts";
import { strategies } from "./strategies/index.ts";

export interface Trading {
  readonly portfolio: Portfolio;
  /** Closed candles by market, for backtests. */
  readonly histories: ReadonlyMap<string, CandleHistory>;
  /** Applies one event and records what came of it. */
  process(event: MarketEvent): Step;
  refresh(): void;
}

/** Live trading of the configured markets on paper. */
export function createTrading(configuration: Configuration, recorder: MetricsRecorder): Trading {
  const { instruments, startingCash, feeRate, orderValue, strategy } = configuration;
  const portfolio = new Portfolio({ cash: startingCash, feeRate });
  const create = () => strategies["sma-cross"].create(strategy);
  const engine = new Engine({ instruments, portfolio, orderValue, strategy: create });
  const histories = new Map(instruments.map(({ market }) => [market, new CandleHistory(MOST_CANDLES)]));
  return {
    portfolio,
    histories,
    process(event) {
      const step = engine.process(event);
      if (step.candle) histories.get(event.market)?.add(step.candle);
      recordStep(recorder, step);
      return step;
    },
    refresh: () => recordPortfolio(recorder, portfolio, instruments),
  };
}
