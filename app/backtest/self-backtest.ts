import type { Cancel, Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { SmaCrossParameters } from "../strategies/sma-cross.ts";
import type { CandleHistory } from "./candles.ts";
import { backtestRequest } from "./request.ts";
import type { BacktestService } from "./service.ts";

export interface SelfBacktestOptions {
  readonly service: BacktestService;
  readonly histories: ReadonlyMap<string, CandleHistory>;
  readonly parameters: SmaCrossParameters;
  /** 0: never. */
  readonly intervalSeconds: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Replays the live strategy over the recent candles of one market after the other, so that its results stay known. */
export function scheduleSelfBacktest(options: SelfBacktestOptions): Cancel {
  const { service, histories, parameters, intervalSeconds, clock, log } = options;
  const markets = [...histories.keys()];
  let turn = 0;
  const run = () => {
    const market = markets[turn % markets.length] as string;
    turn += 1;
    const request = backtestRequest.parse({ market, parameters });
    try {
      service.submit(request, (histories.get(market) as CandleHistory).last(request.candles));
    } catch (error) {
      log.warn({ err: error, market }, "scheduled backtest was not started");
    }
  };
  return intervalSeconds === 0 ? () => undefined : clock.every(intervalSeconds * 1000, run);
}
