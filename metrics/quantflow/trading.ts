import { counter, gauge } from "../../lib/metrics/definitions.ts";
import { CURRENCIES, SIDES, SIGNALS, symbols } from "./labels.ts";

export const tradingSignals = counter({
  name: "quantflow_trading_signals_total",
  help: "Signals of live strategies; a backtest's signals are quantflow_backtest_signals_total.",
  unit: "items",
  labels: { symbol: symbols, signal: SIGNALS },
});

export const trades = counter({
  name: "quantflow_trades_total",
  help: "Fills of the portfolio.",
  unit: "items",
  labels: { symbol: symbols, side: SIDES },
});

export const positionSize = gauge({
  name: "quantflow_position_size",
  help: "Open position in units of the base asset; 0 when flat.",
  unit: "items",
  labels: { symbol: symbols },
});

export const portfolioValue = gauge({
  name: "quantflow_portfolio_value",
  help: "Cash plus positions at their last price, in the currency's own units.",
  unit: "usdt",
  labels: { currency: CURRENCIES },
});

export const unrealizedPnl = gauge({
  name: "quantflow_unrealized_pnl",
  help: "Profit or loss of open positions at their last price against their average cost.",
  unit: "usdt",
  labels: { currency: CURRENCIES },
});

export const realizedPnl = gauge({
  name: "quantflow_realized_pnl",
  help: "Profit or loss of closed positions after fees; a gauge, because a loss lowers it.",
  unit: "usdt",
  labels: { currency: CURRENCIES },
});

export const fees = counter({
  name: "quantflow_fees_total",
  help: "Fees paid on fills.",
  unit: "usdt",
  labels: { currency: CURRENCIES },
});
