import { describe, expect, it } from "vitest";
import { trading } from "../../dashboards/trading/index.ts";
import { panelsOf } from "../../lib/dashboards/index.ts";
import { contentsOf, drawnBy } from "./drawn.ts";

const panel = drawnBy(trading);
const here = '{job=~"$job",instance=~"$instance"}';
const market = '{job=~"$job",instance=~"$instance",symbol=~"$symbol"}';

describe("the dashboard of trading and the portfolio", () => {
  it("goes from money to risk to orders", () => {
    expect(contentsOf(trading)).toEqual([
      "Profit and loss: stat",
      "Portfolio value: stat",
      "Share at risk: stat",
      "Trades: stat",
      "Fees: stat",
      "Profit and loss over time: timeseries",
      "Positions: table",
      "Value by market: bargauge",
      "Reasons not to buy: state-timeline",
      "Signals over time: timeseries",
      "Trades over time: timeseries",
      "From candle to fill: timeseries",
      "Orders refused: timeseries",
    ]);
  });

  it("adds up what is realized and what is not, by currency", () => {
    expect(panel("profit").queries[0]?.promql).toBe(
      `sum by (currency) (quantflow_realized_pnl${here}) + sum by (currency) (quantflow_unrealized_pnl${here})`,
    );
    expect(panel("profit")).toMatchObject({ unit: "suffix:USDT", bad: "low", thresholds: [{ value: 0 }] });
  });

  it("tells the exposure as a share of the portfolio", () => {
    expect(panel("at-risk")).toMatchObject({
      unit: "percentunit",
      queries: [
        {
          promql: `sum by (currency) (quantflow_portfolio_exposure${here}) / sum by (currency) (quantflow_portfolio_value${here})`,
        },
      ],
    });
  });

  it("has a line for each market, with its size and its value", () => {
    const positions = panelsOf(trading).find(({ key }) => key === "positions");
    expect(positions).toMatchObject({
      labels: [{ label: "symbol", title: "Market" }],
      columns: [
        { title: "Size", unit: "short", promql: `sum by (symbol) (quantflow_position_size${market})` },
        { title: "Value", unit: "suffix:USDT", promql: `sum by (symbol) (quantflow_position_value${market})` },
      ],
    });
  });

  it("counts signals and trades in the same way, so that they can be compared", () => {
    expect(panel("trading-signals").queries).toEqual([
      {
        promql: `sum by (symbol, signal) (increase(quantflow_trading_signals_total${market}[$__rate_interval]))`,
        legend: "{{symbol}} {{signal}}",
      },
    ]);
    expect(panel("trades").queries).toEqual([
      {
        promql: `sum by (symbol, side) (increase(quantflow_trades_total${market}[$__rate_interval]))`,
        legend: "{{symbol}} {{side}}",
      },
    ]);
    expect(panel("trades").raw).toEqual(panel("trading-signals").raw);
  });

  it("draws no time where no order was filled", () => {
    const filled = '{job=~"$job",instance=~"$instance",outcome="filled"}';
    expect(panel("order-times").queries[0]?.promql).toBe(
      `histogram_quantile(0.5, sum by (outcome, le) (rate(quantflow_order_duration_seconds_bucket${filled}[$__rate_interval]))) and on (outcome) sum by (outcome) (increase(quantflow_order_duration_seconds_count${filled}[$__rate_interval])) > 0`,
    );
    expect(panel("order-times").whenEmpty).toBe("No order was filled in this time.");
  });

  it.each(["position-values", "trading-signals", "trades"])("narrows itself to the market clicked on %s", (key) => {
    expect(panel(key).links).toEqual([
      {
        title: "Only this market",
        url: "/d/quantflow-trading/trading-and-portfolio?${__url_time_range}&${job:queryparam}&${instance:queryparam}&var-symbol=${__field.labels.symbol}",
      },
    ]);
  });
});
