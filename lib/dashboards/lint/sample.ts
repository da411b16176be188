import { counter, gauge, histogram } from "../../metrics/definitions.ts";
import { milliseconds, seconds } from "../../metrics/units.ts";
import { catalogueOf } from "../../promql/checker/index.ts";
import { type Dashboard, type DashboardInput, plainDashboard, type Row } from "../dashboard.ts";
import type { Panel } from "../panels/panel.ts";
import { timeseries } from "../panels/timeseries.ts";
import { rawQuery } from "../query.ts";
import type { PanelUnit } from "../units.ts";
import { rawLabelVariable } from "../variable.ts";
import type { Surroundings } from "./rule.ts";

/** A small shop, of which the rules' examples and their page of the documentation speak. */
const catalogue = catalogueOf({
  shop: [
    gauge({ name: "shop_queue", help: "Waiting orders.", unit: "items", labels: { channel: ["web", "phone"] } }),
    counter({ name: "shop_orders_total", help: "Orders.", unit: "items", labels: { channel: ["web", "phone"] } }),
    histogram({ name: "shop_wait_seconds", help: "Wait.", unit: "seconds", buckets: [milliseconds(500), seconds(1)] }),
    gauge({ name: "up", help: "Answers.", unit: "boolean" }),
  ],
});

export const QUEUE = 'shop_queue{job="shop"}';
export const ORDERS = "sum by (channel) (rate(shop_orders_total[$__rate_interval]))";
export const WAIT = "histogram_quantile(0.9, sum by (le) (rate(shop_wait_seconds_bucket[$__rate_interval])))";

export const channel = rawLabelVariable("channel", "Channel", "shop_queue", "channel");

type More = Partial<Parameters<typeof timeseries>[1]>;

/** A panel that no rule finds fault with, but for what is said otherwise. */
export const panel = (
  more: More = {},
  promql: string = QUEUE,
  unit: PanelUnit = "items",
  legend = "{{channel}}",
): Panel =>
  timeseries("queue", {
    title: "Queue",
    description: "Orders that wait. Growing: too few pickers.",
    width: 24,
    ...more,
    queries: [rawQuery(promql, unit, legend)],
  });

/** A dashboard that no rule finds fault with, but for what is said otherwise. */
export const board = (panels: readonly Panel[], more: Partial<DashboardInput> = {}): Dashboard =>
  plainDashboard({
    uid: "shop",
    title: "Shop",
    description: "Do orders get through?",
    tags: ["shop"],
    variables: [],
    rows: [row(panels)],
    ...more,
  });

export const row = (panels: readonly Panel[], more: Partial<Row> = {}): Row => ({ key: "now", panels, ...more });

const stock = board([panel({}, 'shop_queue{channel=~"$channel"}')], {
  uid: "stock",
  title: "Stock",
  variables: [channel],
});

export const sample: Surroundings = {
  catalogue,
  alerts: [
    { name: "QueueLong", promql: "shop_queue > 50", threshold: 50 },
    { name: "AlwaysFires", promql: "vector(1)", threshold: 1 },
  ],
  recordings: new Map(),
  dashboards: [stock],
  evaluationInterval: 15,
};
