import { describe, expect, it } from "vitest";
import { feed } from "../../dashboards/feed/index.ts";
import { contentsOf, drawnBy } from "./drawn.ts";

const panel = drawnBy(feed);
const here = '{job=~"$job",instance=~"$instance"}';

describe("the dashboard of the feed", () => {
  it("goes from what is wrong to why", () => {
    expect(contentsOf(feed)).toEqual([
      "Oldest price: stat",
      "Price updates: stat",
      "Active subscriptions: stat",
      "Missing events: stat",
      "Connection to the exchange: state-timeline",
      "Connections that ended: timeseries",
      "Price updates by stream: timeseries",
      "Age of events when applied: heatmap",
      "Slowest event in a hundred: timeseries",
      "Where the time goes: timeseries",
      "Our clock against the exchange's: timeseries",
      "Trades that were missing: timeseries",
      "Fetched afterwards, and lost: timeseries",
    ]);
  });

  it("draws ages as a heatmap of buckets, whose bounds are seconds and whose cells are events a second", () => {
    expect(panel("event-ages")).toMatchObject({
      unit: "cps",
      boundUnit: "s",
      queries: [
        {
          promql: `sum by (le) (rate(quantflow_websocket_latency_seconds_bucket${here}[$__rate_interval]))`,
          legend: "{{le}}",
        },
      ],
    });
  });

  it("tells the steps of an event apart, from microseconds to seconds on one axis", () => {
    const { queries, unit, raw } = panel("delays");
    expect(unit).toBe("s");
    expect(queries.map(({ legend }) => legend)).toEqual([
      "Kept by the exchange",
      "Age when applied",
      "Handling it",
      "Deciding on it",
    ]);
    expect(raw).toEqual({ "fieldConfig.defaults.custom.scaleDistribution": { type: "log", log: 10 } });
  });

  it("judges by the alerts' own limits", () => {
    expect(panel("oldest-price").thresholds).toEqual([{ value: 30, alert: "FeedStale" }]);
    expect(panel("update-rate")).toMatchObject({
      bad: "low",
      thresholds: [{ value: 10 / 60, alert: "LowMessageRate" }],
    });
    expect(panel("slowest-events").thresholds).toEqual([{ value: 0.5, alert: "HighLatency" }]);
    expect(panel("clock-offset").thresholds).toEqual([{ value: 1, alert: "ClockSkew" }]);
  });

  it("leads from a market's gaps to what it traded", () => {
    expect(panel("trade-gaps").links).toEqual([
      {
        title: "What it traded",
        url: "/d/quantflow-trading/trading-and-portfolio?${__url_time_range}&${job:queryparam}&${instance:queryparam}&var-symbol=${__field.labels.symbol}",
      },
    ]);
  });
});
