import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { dashboards } from "../../dashboards/index.ts";
import { overview } from "../../dashboards/overview/index.ts";
import { idOf } from "../../lib/dashboards/identity.ts";
import { type DrawnPanel, panelLink, panelsOf } from "../../lib/dashboards/index.ts";
import { writeV1 } from "../../lib/dashboards/v1/writer.ts";
import { catalogue, JOBS } from "../../metrics/index.ts";
import { rules } from "../../rules/index.ts";
import { references } from "../lib/dashboards/given.ts";

const panels = panelsOf(overview);
const drawn = panels.filter((panel): panel is DrawnPanel => "queries" in panel);
const queries = drawn.flatMap(({ key, queries }) => queries.map(({ promql }) => ({ key, promql })));
const exported = Object.values(catalogue).flatMap((metrics) => metrics.map(({ name, type }) => ({ name, type })));

/** Names of node types and their texts, with Grafana's window replaced by one that Prometheus reads. */
function nodes(promql: string): readonly { readonly name: string; readonly text: string }[] {
  const text = promql.replaceAll("$__rate_interval", "1m");
  const found: { name: string; text: string }[] = [];
  parser.parse(text).iterate({ enter: ({ name, from, to }) => void found.push({ name, text: text.slice(from, to) }) });
  return found;
}
const metricsIn = (promql: string): readonly string[] =>
  nodes(promql).flatMap(({ name, text }) => (name === "VectorSelector" ? [text.replace(/\{.*$/, "")] : []));

describe("the overview", () => {
  it("has the six panels that must exist, and the alerts beside them", () => {
    expect(panels.map(({ title, kind }) => `${title}: ${kind}`)).toEqual([
      "Active subscriptions: stat",
      "Alerts: alertlist",
      "Price updates: timeseries",
      "WebSocket latency: timeseries",
      "Trading signals: timeseries",
      "Backtest duration: timeseries",
      "Memory of the application: timeseries",
    ]);
  });

  it.each(queries)("draws on $key what Prometheus can parse", ({ promql }) => {
    expect(nodes(promql).filter(({ name }) => name === "⚠")).toEqual([]);
  });

  it.each(queries)("draws on $key only series that are exported: no histogram by its base name", ({ promql }) => {
    const series = exported.flatMap(({ name, type }) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    );
    expect(metricsIn(promql)).not.toEqual([]);
    expect(series).toEqual(expect.arrayContaining([...metricsIn(promql)]));
  });

  it("draws quantities in their units", () => {
    expect(Object.fromEntries(drawn.map(({ key, unit }) => [key, unit]))).toEqual({
      "active-subscriptions": "short",
      "price-updates": "cps",
      "websocket-latency": "s",
      "trading-signals": "cps",
      "backtest-duration": "s",
      "application-memory": "bytes",
    });
  });

  it("draws the latency that the alert judges, with the alert's own threshold", () => {
    const latency = drawn.find(({ key }) => key === "websocket-latency");
    expect(latency?.queries[1]?.promql).toBe(
      'histogram_quantile(0.99, sum by (stream, le) (rate(quantflow_websocket_latency_seconds_bucket{job=~"$job",instance=~"$instance"}[$__rate_interval])))',
    );
    expect(latency?.thresholds).toEqual([expect.objectContaining({ value: 0.5, alert: "HighLatency" })]);
  });

  it("describes every panel", () => {
    expect(panels.filter(({ description }) => description.length < 20)).toEqual([]);
  });

  it("is written as pinned", async () => {
    const json = JSON.stringify(writeV1(overview, references), null, 2);
    await expect(`${json}\n`).toMatchFileSnapshot("overview.golden.json");
  });
});

describe("an alert's link", () => {
  it("leads to a panel for every alert of every job", () => {
    const alerts = rules({ jobs: JOBS }).flatMap((group) => group.alerts);
    expect(alerts.length).toBeGreaterThan(20);
    for (const alert of alerts) expect(panelLink(dashboards, alert)).toMatch(/^\/d\/quantflow-overview\/.+panel-\d+$/);
  });

  it.each([
    ["HighLatency", "websocket-latency"],
    ["LowMessageRate", "price-updates"],
    ["HighBacktestDuration", "backtest-duration"],
    ["HighMemoryUsage", "application-memory"],
    ["FeedDisconnected", "active-subscriptions"],
    ["ServiceDown", "alerts"],
  ])("of %s leads to %s", (name, key) => {
    expect(panelLink(dashboards, { name })).toBe(
      `/d/quantflow-overview/quantflow-overview?viewPanel=panel-${idOf(key)}`,
    );
  });
});
