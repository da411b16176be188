import type { Recorder } from "../../lib/metrics/definitions.ts";
import { backtestDuration, backtestSignals } from "../../metrics/quantflow/backtest.ts";
import * as catalogue from "../../metrics/quantflow/trading.ts";
import type { Backtest, Outcome } from "../backtest/service.ts";
import type { Step } from "../engine/engine.ts";
import { type Instrument, QUOTE } from "../engine/instrument.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";

/** What a step of live trading did. */
export function recordStep(recorder: Recorder, { instrument, signal, fill, refused, orderMs }: Step): void {
  if (instrument === undefined) return;
  const { base: symbol } = instrument;
  if (signal !== undefined) recorder.increment(catalogue.tradingSignals, { symbol, signal });
  if (orderMs !== undefined)
    recorder.observe(catalogue.orderDuration, { outcome: refused ?? "filled" }, orderMs / 1000);
  if (fill === undefined) return;
  recorder.increment(catalogue.trades, { symbol, side: fill.side });
  recorder.increment(catalogue.fees, { currency: QUOTE }, fill.fee.toNumber());
}

/** The portfolio as it stands at its last prices; a flat position is 0, not left at its last size. */
export function recordPortfolio(recorder: Recorder, portfolio: Portfolio, instruments: readonly Instrument[]): void {
  const { value, realizedPnl, unrealizedPnl } = portfolio.valuation();
  const labels = { currency: QUOTE } as const;
  recorder.set(catalogue.portfolioValue, labels, value.toNumber());
  recorder.set(catalogue.realizedPnl, labels, realizedPnl.toNumber());
  recorder.set(catalogue.unrealizedPnl, labels, unrealizedPnl.toNumber());
  for (const { base } of instruments)
    recorder.set(catalogue.positionSize, { symbol: base }, portfolio.position(base).quantity.toNumber());
}

/** A backtest that ended, however it ended. */
export function recordBacktest(
  recorder: Recorder,
  { request, result }: Backtest,
  outcome: Outcome,
  seconds: number,
): void {
  const { strategy } = request;
  recorder.observe(backtestDuration, { strategy, outcome }, seconds);
  for (const signal of ["buy", "sell"] as const)
    recorder.increment(backtestSignals, { strategy, signal }, result?.signals[signal] ?? 0);
}
