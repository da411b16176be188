import type { Backtest } from "../backtest/service.ts";
import type { BacktestView } from "./view.ts";

/** What the desk shows of backtests, newest first. */
export const backtestViews = (backtests: readonly Backtest[]): readonly BacktestView[] => backtests.map(viewOf);

const viewOf = ({ id, request, state, progress, seconds, result, error }: Backtest): BacktestView => ({
  id,
  market: request.market,
  strategy: request.strategy,
  state,
  progress,
  ...(seconds !== undefined && { seconds }),
  ...(result !== undefined && { totalReturn: result.statistics.return }),
  ...(error !== undefined && { error: error.code }),
});
