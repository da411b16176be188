import {
  alertList,
  type Dashboard,
  fromLibrary,
  heatmap,
  plainDashboard,
  type Row,
  rawColumn,
  rawLabelVariable,
  rawPanel,
  rawQuery,
  rawVariable,
  stat,
  stateTimeline,
  table,
  timeseries,
} from "../../../lib/dashboards/index.ts";
import { barGauge } from "../../../lib/dashboards/panels/bar-gauge.ts";

const described = { description: "What it shows, and what to think of it." };
const orders = rawQuery(
  'sum by (channel) (rate(shop_orders_total{channel=~"$channel"}[5m]))',
  "items/s",
  "{{channel}}",
);

const now: Row = {
  key: "now",
  panels: [
    stat("queue", {
      ...described,
      title: "Queue",
      width: 6,
      queries: [rawQuery("shop_queue", "items", "{{instance}}")],
      thresholds: [{ value: 20 }, { value: 50, alert: "QueueLong" }],
      watchedBy: [{ name: "QueueLong", severity: "warning" }],
      whenEmpty: "Closed",
    }),
    stat("stock", {
      ...described,
      title: "Stock",
      width: 6,
      queries: [rawQuery("shop_stock", "grafana:none")],
      thresholds: [{ value: 1 }, { value: 20 }],
      bad: "low",
      min: 0,
      raw: { "options.graphMode": "none", "fieldConfig.defaults.decimals": 0 },
    }),
    barGauge("space", { ...described, title: "Space", width: 12, height: 4, queries: [orders], min: 0, max: 1 }),
  ],
};

const traffic: Row = {
  key: "traffic",
  title: "Traffic",
  panels: [
    timeseries("orders", {
      ...described,
      title: "Orders",
      queries: [orders, rawQuery("shop_orders_limit", "items/s")],
      links: [{ title: "More", url: "/d/more/more?${__url_time_range}" }],
      watchedBy: [
        { name: "OrdersStopped", severity: "critical" },
        { name: "OrdersFew", severity: "warning" },
      ],
    }),
    timeseries("parts", {
      ...described,
      title: "Parts",
      queries: [orders],
      stacked: true,
      raw: { repeat: "channel", maxPerRow: 4 },
    }),
    stateTimeline("states", {
      ...described,
      title: "Up",
      queries: [rawQuery("up", "boolean", "{{instance}}")],
      states: [
        { value: 1, text: "up", color: "green" },
        { value: 0, text: "down", color: "red" },
      ],
    }),
    heatmap("delays", {
      ...described,
      title: "Delays",
      boundUnit: "seconds",
      queries: [rawQuery("shop_delay_bucket", "items")],
    }),
  ],
};

const details: Row = {
  key: "details",
  title: "Details",
  collapsed: true,
  raw: { repeat: "channel" },
  panels: [
    table("customers", {
      ...described,
      title: "Customers",
      labels: { customer: "Customer", channel: "Channel" },
      columns: [
        rawColumn("Orders", "sum by (customer, channel) (shop_orders_total)", "items", { thresholds: [{ value: 3 }] }),
        rawColumn("Due", "shop_due", "seconds", { states: [{ value: 0, text: "none", color: "green" }] }),
      ],
    }),
    alertList("alerts", { ...described, title: "Alerts", at: { x: 12, y: 0, w: 12, h: 8 } }),
  ].map((panel) => ({ ...panel, at: panel.at ?? { x: 0, y: 0, w: 12, h: 4 }, width: 12, height: panel.at ? 8 : 4 })),
};

const foreign: Row = {
  key: "foreign",
  title: "Foreign",
  panels: [
    rawPanel("words", {
      title: "Words",
      description: "",
      id: 7,
      raw: { type: "text", options: { mode: "markdown", content: "Hi" } },
    }),
    fromLibrary("shared", { uid: "shared", name: "Shared" }),
  ],
};

/** Every word of the model. */
export const kitchenSink: Dashboard = plainDashboard({
  uid: "kitchen-sink",
  title: "Kitchen sink",
  description: "Is every word of the model written and read?",
  tags: ["shop"],
  variables: [
    rawLabelVariable("channel", "Channel", "shop_orders_total", "channel"),
    rawVariable("pace", { type: "interval", query: "1m,5m", current: { text: "1m", value: "1m" } }),
  ],
  annotations: [
    {
      name: "Deploys",
      promql: "changes(shop_build_info[1m]) > 0",
      title: "{{version}}",
      text: "Deployed",
      color: "blue",
    },
  ],
  from: "now-3h",
  rows: [now, traffic, details, foreign],
  raw: { refresh: "1m", weekStart: "monday", timepicker: { nowDelay: "1m" } },
});

/** The same in tabs, which only v2 has. */
export const inTabs: Dashboard = {
  ...kitchenSink,
  uid: "in-tabs",
  rows: [],
  tabs: [
    { key: "first", title: "First", rows: [now] },
    { key: "second", title: "Second", rows: [traffic, details, foreign] },
  ],
};
