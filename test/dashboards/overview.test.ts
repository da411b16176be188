import { describe, expect, it } from "vitest";
import { overview } from "../../dashboards/overview/index.ts";
import { panelsOf } from "../../lib/dashboards/index.ts";
import { contentsOf, drawnBy } from "./drawn.ts";

const panel = drawnBy(overview);

describe("the overview", () => {
  it("has what matters on top, and the six panels that must exist", () => {
    expect(contentsOf(overview)).toEqual([
      "Oldest price: stat",
      "Active subscriptions: stat",
      "Profit and loss: stat",
      "Crashes: stat",
      "Alerts: alertlist",
      "What works: state-timeline",
      "Price updates: timeseries",
      "WebSocket latency: timeseries",
      "Trading signals: timeseries",
      "Backtest duration: timeseries",
      "Memory of the application: timeseries",
      "Processor time: timeseries",
      "Time the event loop ran late: timeseries",
    ]);
  });

  it.each([
    ["oldest-price", "s"],
    ["active-subscriptions", "short"],
    ["profit", "suffix:USDT"],
    ["price-updates", "cps"],
    ["websocket-latency", "s"],
    ["trading-signals", "short"],
    ["backtest-duration", "s"],
    ["application-memory", "percentunit"],
  ])("draws %s in %s", (key, unit) => {
    expect(panel(key).unit).toBe(unit);
  });

  it("asks for quantiles of a histogram's buckets, never for its base name", () => {
    expect(panel("websocket-latency").queries[1]).toEqual({
      promql:
        'histogram_quantile(0.99, sum by (stream, le) (rate(quantflow_websocket_latency_seconds_bucket{job=~"$job",instance=~"$instance"}[$__rate_interval])))',
      legend: "{{stream}} 99 %",
    });
  });

  it("draws the thresholds of the alerts that watch", () => {
    expect(panel("oldest-price").thresholds).toEqual([{ value: 30, alert: "FeedStale" }]);
    expect(panel("websocket-latency").thresholds).toEqual([{ value: 0.5, alert: "HighLatency" }]);
    expect(panel("application-memory").thresholds).toEqual([
      { value: 0.7, alert: "HighMemoryUsage" },
      { value: 0.9, alert: "MemoryNearLimit" },
    ]);
  });

  it("is red where money is lost, or nothing is subscribed", () => {
    expect(panel("profit")).toMatchObject({ bad: "low", thresholds: [{ value: 0 }] });
    expect(panel("active-subscriptions")).toMatchObject({ bad: "low", thresholds: [{ value: 1 }] });
  });

  it("tells of each part whether it works, the worst replica first of all", () => {
    const { queries, states } = panel("working");
    expect(queries.map(({ legend }) => legend)).toEqual(["Application", "Feed", "Buying", "Database", "Cache"]);
    expect(queries[2]?.promql).toBe('max(quantflow_trading_halted{job=~"$job",instance=~"$instance"}) == bool 0');
    expect(states).toEqual([
      { value: 0, text: "Down", color: "red" },
      { value: 1, text: "Works", color: "green" },
    ]);
  });

  it("leads to every dashboard that tells more of what it shows", () => {
    const leads = panelsOf(overview).flatMap(({ links }) =>
      links.map(({ url }) => url.replace(/^\/d\/([\w-]+)\/.*/, "$1")),
    );
    expect([...new Set(leads)].sort()).toEqual([
      "quantflow-backtesting",
      "quantflow-feed",
      "quantflow-ground",
      "quantflow-stores",
      "quantflow-trading",
    ]);
  });

  it("passes on what is chosen", () => {
    expect(panel("price-updates").links).toEqual([
      {
        title: "Feed",
        url: "/d/quantflow-feed/feed?${__url_time_range}&${job:queryparam}&${instance:queryparam}",
      },
    ]);
  });
});
