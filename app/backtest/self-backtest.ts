import type { Cancel, Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { StrategyChoice } from "../strategies/index.ts";
import type { CandleHistory } from "./candles.ts";
import { backtestRequest } from "./request.ts";
import type { BacktestService } from "./service.ts";

export interface SelfBacktestOptions {
  readonly service: Pick<BacktestService, "submit">;
  readonly histories: ReadonlyMap<string, CandleHistory>;
  /** The live one. */
  readonly strategy: StrategyChoice;
  /** 0: never. */
  readonly intervalSeconds: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Replays the live strategy over the recent candles of one market after the other, so that its results stay known. */
export function scheduleSelfBacktest(options: SelfBacktestOptions): Cancel {
  const { service, histories, strategy, intervalSeconds, clock, log } = options;
  const markets = [...histories.entries()];
  let turn = 0;
  const run = () => {
    const [market, history] = markets[turn % markets.length] as [string, CandleHistory];
    turn += 1;
    const request = backtestRequest.parse({ market, strategy: strategy.name, parameters: strategy.parameters });
    const candles = history.last(request.candles);
    try {
      service.submit(request, async () => ({ candles }));
    } catch (error) {
      log.warn({ err: error, market }, "scheduled backtest was not started");
    }
  };
  return intervalSeconds === 0 ? () => undefined : clock.every(intervalSeconds * 1000, run);
}
