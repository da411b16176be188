import { counter, gauge, histogram } from "../../lib/metrics/definitions.ts";
import { milliseconds, seconds } from "../../lib/metrics/units.ts";
import { CURRENCIES, REFUSALS, SIDES, SIGNALS, symbols } from "./labels.ts";

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

export const orderDuration = histogram({
  name: "quantflow_order_duration_seconds",
  help: "From receiving the candle that a live order was decided on until the order was filled or refused, by outcome.",
  unit: "seconds",
  labels: { outcome: ["filled", ...REFUSALS] },
  buckets: [
    milliseconds(10),
    milliseconds(20),
    milliseconds(50),
    milliseconds(100),
    milliseconds(200),
    milliseconds(500),
    seconds(1),
    milliseconds(2500),
    seconds(5),
    seconds(10),
    seconds(30),
  ],
});

export const ordersRefused = counter({
  name: "quantflow_orders_refused_total",
  help: "Live orders that were not made, by what held them back: the cash, a risk limit, or a ledger that is still being restored.",
  unit: "items",
  labels: { reason: REFUSALS },
});

export const tradingHalted = gauge({
  name: "quantflow_trading_halted",
  help: "1 while no position is opened: the ledger is being restored, or the loss has reached its limit; else 0.",
  unit: "boolean",
  labels: { reason: ["restoring", "loss"] },
});

export const positionSize = gauge({
  name: "quantflow_position_size",
  help: "Open position in units of the base asset; 0 when flat.",
  unit: "items",
  labels: { symbol: symbols },
});

export const positionValue = gauge({
  name: "quantflow_position_value",
  help: "Open position at its last price, in the quote currency; 0 when flat.",
  unit: "usdt",
  labels: { symbol: symbols },
});

export const portfolioExposure = gauge({
  name: "quantflow_portfolio_exposure",
  help: "All open positions at their last price, in the currency's own units.",
  unit: "usdt",
  labels: { currency: CURRENCIES },
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
