import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idOf } from "../../../../lib/dashboards/identity.ts";
import { labelVariable, query, stat, thresholdOf, timeseries } from "../../../../lib/dashboards/index.ts";
import { refId } from "../../../../lib/dashboards/v1/targets.ts";
import { writeV1 } from "../../../../lib/dashboards/v1/writer.ts";
import { items } from "../../../../lib/metrics/units.ts";
import { rate, rateInterval, sum, value, where } from "../../../../lib/promql/index.ts";
import { alerts, orders, panel, QueueLong, queue, references, shop } from "../given.ts";

const channel = labelVariable("channel", { title: "Channel", metric: orders, label: "channel" });
const board = shop(
  [
    {
      key: "now",
      panels: [
        timeseries("orders", {
          title: "Orders",
          description: "Orders each second.",
          queries: [query(sum(rate(where(orders, { channel }), rateInterval), { by: ["channel"] }), (l) => l.channel)],
        }),
        stat("queue", {
          title: "Queue",
          description: "Orders that wait.",
          height: 8,
          queries: [query(value(queue), (l) => l.instance)],
          thresholds: [thresholdOf(QueueLong, "items"), items(20)],
          watchedBy: [QueueLong],
        }),
      ],
    },
    { key: "alerts-row", title: "Alerts", panels: [alerts] },
  ],
  { variables: [channel] },
);
const write = (one = board) => JSON.parse(JSON.stringify(writeV1(one, references)));

describe("v1 JSON", () => {
  it("is the bare model of the current schema, not the envelope of the HTTP API", () => {
    expect(write()).toMatchObject({
      uid: "shop",
      title: "The Shop, today",
      schemaVersion: 42,
      refresh: "30s",
      time: { from: "now-1h", to: "now" },
    });
  });

  it("gives every panel and heading the id of its key, and a place", () => {
    const placed = write().panels.map(({ id, type, gridPos }: { id: number; type: string; gridPos: object }) => ({
      id,
      type,
      gridPos,
    }));
    expect(placed).toEqual([
      { id: idOf("orders"), type: "timeseries", gridPos: { x: 0, y: 0, w: 12, h: 8 } },
      { id: idOf("queue"), type: "stat", gridPos: { x: 12, y: 0, w: 12, h: 8 } },
      { id: idOf("alerts-row"), type: "row", gridPos: { x: 0, y: 8, w: 24, h: 1 } },
      { id: idOf("alerts"), type: "alertlist", gridPos: { x: 0, y: 9, w: 24, h: 8 } },
    ]);
  });

  it("queries by reference to the data source, with the query's own unit", () => {
    const [series] = write().panels;
    expect(series.datasource).toEqual({ type: "prometheus", uid: "prometheus" });
    expect(series.targets).toEqual([
      {
        refId: "A",
        datasource: { type: "prometheus", uid: "prometheus" },
        editorMode: "code",
        expr: 'sum by (channel) (rate(shop_orders_total{channel=~"$channel"}[$__rate_interval]))',
        legendFormat: "{{channel}}",
        range: true,
        instant: false,
      },
    ]);
    expect(series.fieldConfig.defaults.unit).toBe("cps");
  });

  it("draws thresholds in ascending steps, the first without a value", () => {
    const [, queuePanel] = write().panels;
    expect(queuePanel.fieldConfig.defaults.thresholds.steps).toEqual([
      { color: "green", value: null },
      { color: "orange", value: 20 },
      { color: "red", value: 50 },
    ]);
  });

  it("is red below a threshold where low is bad, the base included", () => {
    const low = stat("stock", {
      title: "Stock",
      description: "What is left.",
      width: 24,
      queries: [query(value(queue), (l) => l.instance)],
      thresholds: [items(20), items(1)],
      bad: "low",
    });
    const [written] = write(shop([{ key: "now", panels: [low] }])).panels;
    expect(written.fieldConfig.defaults.thresholds.steps).toEqual([
      { color: "red", value: null },
      { color: "orange", value: 1 },
      { color: "green", value: 20 },
    ]);
  });

  it("shows the last value there is, and says which alert watches it", () => {
    const [, queuePanel] = write().panels;
    expect(queuePanel.options.reduceOptions.calcs).toEqual(["lastNotNull"]);
    expect(queuePanel.description).toBe("Orders that wait.\n\nWatched by QueueLong (warning) at 50.");
  });

  it("lists alerts of the data source that has the rules, without the Watchdog", () => {
    expect(write().panels[3].options).toMatchObject({
      datasource: "Prometheus",
      alertInstanceLabelFilter: '{severity!="none"}',
      stateFilter: { firing: true, pending: true, normal: false },
    });
  });

  it("offers a variable's values: one, several or all", () => {
    expect(write().templating.list).toEqual([
      expect.objectContaining({
        name: "channel",
        label: "Channel",
        definition: "label_values(shop_orders_total, channel)",
        multi: true,
        includeAll: true,
      }),
    ]);
  });

  it("leaves All to the listed values, as a pattern for anything lets other jobs in", () => {
    expect(write().templating.list[0]).not.toHaveProperty("allValue");
  });

  it("keeps a panel's id when panels change places", () => {
    const [first, second] = [panel("first"), panel("second")];
    const ids = (...panels: (typeof first)[]): unknown[] =>
      write(shop([{ key: "row", panels }])).panels.map(({ id }: { id: number }) => id);
    expect(ids(second, first)).toEqual(ids(first, second).reverse());
  });
});

describe("a query's reference", () => {
  it("counts as Grafana's editor does", () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(refId)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  });

  it("is never the same for two queries", () => {
    fc.assert(fc.property(fc.nat(5000), fc.nat(5000), (a, b) => a === b || refId(a) !== refId(b)));
  });
});
