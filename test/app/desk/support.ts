import { Curve } from "../../../app/desk/curve.ts";
import { Desk } from "../../../app/desk/desk.ts";
import { Quotes } from "../../../app/desk/quotes.ts";
import type { AlertView, BacktestView, ConnectionView, PortfolioView } from "../../../app/desk/view.ts";
import { parseUnits } from "../../../app/portfolio/units.ts";
import { FakeClock } from "../support/fake-clock.ts";

export const FLAT: PortfolioView = {
  currency: "USDT",
  value: "100000",
  cash: "100000",
  realizedPnl: "0",
  unrealizedPnl: "0",
  fees: "0",
  positions: [],
};

/** What a test may change while the desk is watched. */
export interface Shown {
  connection: ConnectionView;
  portfolio: PortfolioView;
  alerts: readonly AlertView[];
  backtests: readonly BacktestView[];
}

/** A desk of two markets on a clock of its own, showing what the test puts into `shown`. */
export function openDesk(clock = new FakeClock()) {
  const quotes = new Quotes(["BTCUSDT", "ETHUSDT"]);
  const curve = new Curve(720);
  const shown: Shown = {
    connection: { state: "live", since: clock.now(), detail: "8 streams" },
    portfolio: FLAT,
    alerts: [],
    backtests: [],
  };
  const sources = {
    connection: () => shown.connection,
    portfolio: () => shown.portfolio,
    alerts: () => shown.alerts,
    backtests: () => shown.backtests,
  };
  const desk = new Desk({ clock, quotes, curve, sources });
  const price = (market: string, decimal: string, eventTime = clock.now()) =>
    quotes.update(market, parseUnits(decimal), eventTime, clock.now());
  return { clock, quotes, curve, shown, desk, price };
}
