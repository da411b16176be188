import { beforeAll, describe, expect, it } from "vitest";
import { differences, patched } from "../../../../../lib/dashboards/diff/index.ts";
import { type Dashboard, type Panel, panelsOf } from "../../../../../lib/dashboards/index.ts";
import { edit, type Outcome } from "../../../../../lib/dashboards/source/edit/index.ts";
import { dashboardOf, diffOf, shopProject, sourcesOf } from "./project.ts";

interface Told {
  readonly diff: string;
  readonly outcomes: readonly Outcome[];
}

let root: string;
let code: Dashboard;

beforeAll(async () => {
  root = shopProject();
  code = await dashboardOf(root);
});

/** Edits the shop as somebody did in Grafana; what the edited code makes is checked against what was wanted. */
async function pulled(change: (dashboard: Dashboard) => Dashboard): Promise<Told> {
  const found = differences(code, change(code));
  const { files, outcomes } = edit(sourcesOf(root), code, found);
  const written = outcomes.filter(({ kind }) => kind === "written").map(({ difference }) => difference);
  expect(differences(patched(code, written), await dashboardOf(root, files))).toEqual([]);
  return { diff: await diffOf(root, files), outcomes };
}

const withPanel = (key: string, change: (panel: Panel) => object) => (dashboard: Dashboard) => ({
  ...dashboard,
  rows: dashboard.rows.map((row) => ({
    ...row,
    panels: row.panels.map((panel) => (panel.key === key ? ({ ...panel, ...change(panel) } as Panel) : panel)),
  })),
});

/** Panels by row, as somebody arranged them. */
const arranged =
  (...rows: readonly (readonly string[])[]) =>
  (dashboard: Dashboard) => ({
    ...dashboard,
    rows: dashboard.rows.map((row, at) => ({
      ...row,
      panels: (rows[at] ?? []).flatMap((key) => panelsOf(dashboard).filter((panel) => panel.key === key)),
    })),
  });

const diff = async (change: (dashboard: Dashboard) => Dashboard) => (await pulled(change)).diff;
const reasons = async (change: (dashboard: Dashboard) => Dashboard) =>
  (await pulled(change)).outcomes.map((one) =>
    one.kind === "refused" ? `${one.refusal.source}: ${one.refusal.why}` : one.kind,
  );

describe("an edit of the code", () => {
  it("changes a title and leaves the comment behind it", async () => {
    expect(await diff(withPanel("waiting", () => ({ title: 'Waiting "now"' })))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -  title: "Waiting", // one word: it is large
      +  title: 'Waiting "now"', // one word: it is large"
    `);
  });
  it("changes several values of a panel, and adds what was left to the default", async () => {
    const change = () => ({ description: "Late orders.", bad: "low", stacked: true, min: 0 });
    expect(await diff(withPanel("feed-age", change))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -  description: "How old the newest order is.",
      +  description: "Late orders.",
      +  stacked: true,
      +  bad: "low",
      +  min: 0,"
    `);
  });
  it("keeps the function of a quantity where its number stays short, and takes another where not", async () => {
    expect(
      await diff(withPanel("feed-age", () => ({ thresholds: [{ value: 0.8 }, { value: 90 }] }))),
    ).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -const LATE = milliseconds(500);
      +const LATE = milliseconds(800);
      -  thresholds: [LATE, seconds(60)],
      +  thresholds: [LATE, seconds(90)],"
    `);
    expect(
      await diff(withPanel("waiting", () => ({ thresholds: [{ value: 12.5 }, { value: 50, alert: "QueueLong" }] }))),
    ).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -  thresholds: [items(10), thresholdOf(QueueLong, "items")],
      +  thresholds: [items(12.5), thresholdOf(QueueLong, "items")],"
    `);
  });
  it("adds thresholds and takes them away", async () => {
    expect(
      await diff(withPanel("feed-age", () => ({ thresholds: [{ value: 0.5 }, { value: 60 }, { value: 300 }] }))),
    ).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -import { items, milliseconds, seconds } from "../../lib/metrics/units.ts";
      +import { items, milliseconds, minutes, seconds } from "../../lib/metrics/units.ts";
      -  thresholds: [LATE, seconds(60)],
      +  thresholds: [LATE, seconds(60), minutes(5)],"
    `);
    expect(await diff(withPanel("feed-age", () => ({ thresholds: [{ value: 0.5 }] })))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -import { items, milliseconds, seconds } from "../../lib/metrics/units.ts";
      +import { items, milliseconds } from "../../lib/metrics/units.ts";
      -  thresholds: [LATE, seconds(60)],
      +  thresholds: [LATE],"
    `);
    expect(await diff(withPanel("backlog", () => ({ thresholds: [{ value: 5 }] })))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      +  thresholds: [items(5)],"
    `);
  });
  it("writes a legend as a function of labels", async () => {
    const legend = (text: string) => (panel: Panel) =>
      "queries" in panel ? { queries: panel.queries.map((query) => ({ ...query, legend: text })) } : {};
    expect(await diff(withPanel("orders", legend("{{channel}}")))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/orders.ts
      -  queries: [query(sum(rate(ordersTotal, WINDOW), { by: ["channel"] }), (l) => \`\${l.channel} orders\`)],
      +  queries: [query(sum(rate(ordersTotal, WINDOW), { by: ["channel"] }), (l) => l.channel)],"
    `);
    expect(await diff(withPanel("waiting", legend("waiting at {{instance}}")))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -  queries: [query(value(queue), (l) => l.instance)],
      +  queries: [query(value(queue), (l) => \`waiting at \${l.instance}\`)],"
    `);
  });
  it("writes PromQL and unit where the code has them as texts", async () => {
    const change = () => ({ unit: "ms", queries: [{ promql: "sum(shop_queue)", legend: "all" }] });
    expect(await diff(withPanel("backlog", change))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -  queries: [rawQuery("max(shop_queue)", "items", "longest")],
      +  queries: [rawQuery("sum(shop_queue)", "grafana:ms", "all")],"
    `);
  });
  it("writes raw values beside those that are there", async () => {
    const raw = { "options.legend.calcs": ["max"], "options.tooltip.mode": "single" };
    expect(await diff(withPanel("backlog", () => ({ raw })))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/queue.ts
      -    "options.legend.calcs": ["min", "max"],
      +    "options.legend.calcs": ["max"],
      +    "options.tooltip.mode": "single","
    `);
    expect(await diff(withPanel("alerts", () => ({ raw })))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/alerts.ts
      +  raw: { "options.legend.calcs": ["max"], "options.tooltip.mode": "single" },"
    `);
  });
  it("moves panels within a row and between rows, their comments with them", async () => {
    expect(
      await diff(
        arranged(["age", "waiting", "alerts"].map(keyOf), ["orders", "orders-web", "orders-phone"], ["backlog"]),
      ),
    ).toMatchInlineSnapshot(`
      "+++ dashboards/shop/index.ts
      -    { key: "now", title: "Now", panels: [waiting, age, alerts] },
      +    { key: "now", title: "Now", panels: [age, waiting, alerts] },"
    `);
    expect(
      await diff(arranged(["backlog", "waiting", "feed-age", "alerts"], ["orders", "orders-web", "orders-phone"], [])),
    ).toMatchInlineSnapshot(`
      "+++ dashboards/shop/index.ts
      -    { key: "now", title: "Now", panels: [waiting, age, alerts] },
      -    { key: "by-channel", title: "Orders", panels: [orders, ...byChannel] },
      -      key: "still",
      -      title: "The queue",
      +      key: "now",
      +      title: "Now",
      +        waiting,
      +        age,
      +        alerts,
      +    { key: "by-channel", title: "Orders", panels: [orders, ...byChannel] },
      +    {
      +      key: "still",
      +      title: "The queue",
      +      panels: [],
      +    },"
    `);
  });
  it("moves rows whole", async () => {
    expect(await diff((one) => ({ ...one, rows: one.rows.toReversed() }))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/index.ts
      -    // What somebody on call looks at first.
      -    { key: "now", title: "Now", panels: [waiting, age, alerts] },
      -    { key: "by-channel", title: "Orders", panels: [orders, ...byChannel] },
      +    { key: "by-channel", title: "Orders", panels: [orders, ...byChannel] },
      +    // What somebody on call looks at first.
      +    { key: "now", title: "Now", panels: [waiting, age, alerts] },"
    `);
  });
  it("renames a row, closes it, and changes what is the dashboard's own", async () => {
    const rows = (one: Dashboard) =>
      one.rows.map((row, at) => (at === 2 ? { ...row, title: "Queue", collapsed: true } : row));
    expect(
      await diff((one) => ({ ...one, rows: rows(one), title: "The shop", from: "now-6h", tags: ["shop", "sales"] })),
    ).toMatchInlineSnapshot(`
      "+++ dashboards/shop/index.ts
      -  title: "The shop, today",
      +  title: "The shop",
      -  tags: ["shop"],
      +  tags: ["shop", "sales"],
      +  from: "now-6h",
      -      title: "The queue",
      +      title: "Queue",
      +      collapsed: true,"
    `);
  });
  it("removes a panel with its definition, and what only that needed", async () => {
    const without = (gone: string, wider: string) => (one: Dashboard) =>
      arranged(...one.rows.map((row) => row.panels.map(({ key }) => key).filter((key) => key !== gone)))(
        withPanel(wider, () => ({ width: 16 }))(one),
      );
    expect(await diff(without("feed-age", "waiting"))).toMatchInlineSnapshot(`
      "+++ dashboards/shop/index.ts
      -import { age, backlog, waiting } from "./queue.ts";
      +import { backlog, waiting } from "./queue.ts";
      -    { key: "now", title: "Now", panels: [waiting, age, alerts] },
      +    { key: "now", title: "Now", panels: [waiting, alerts] },
      +++ dashboards/shop/queue.ts
      -import { items, milliseconds, seconds } from "../../lib/metrics/units.ts";
      -import { age as ageOf, value } from "../../lib/promql/index.ts";
      -import { lastOrder, queue } from "../../metrics/index.ts";
      +import { items } from "../../lib/metrics/units.ts";
      +import { value } from "../../lib/promql/index.ts";
      +import { queue } from "../../metrics/index.ts";
      -  width: 8,
      +  width: 16,
      -const LATE = milliseconds(500);
      -
      -export const age = timeseries("feed-age", {
      -  title: "Feed age",
      -  description: "How old the newest order is.",
      -  width: 8,
      -  queries: [query(ageOf(lastOrder), (l) => l.instance)],
      -  thresholds: [LATE, seconds(60)],
      -});
      -"
    `);
    expect(await diff(without("alerts", "waiting"))).toMatchInlineSnapshot(`
      "+++ /dev/null
      -import { alertList } from "../../lib/dashboards/index.ts";
      -
      -/** What wakes somebody. */
      -export const alerts = alertList("alerts", {
      -  title: "Alerts",
      -  description: "What fires or is about to.",
      -  width: 8,
      -});
      +++ dashboards/shop/index.ts
      -import { alerts } from "./alerts.ts";
      -    { key: "now", title: "Now", panels: [waiting, age, alerts] },
      +    { key: "now", title: "Now", panels: [waiting, age] },
      +++ dashboards/shop/queue.ts
      -  width: 8,
      +  width: 16,"
    `);
  });
  it("writes a new panel beside the one that it follows", async () => {
    const fresh = (one: Dashboard): Panel => ({
      ...(panelsOf(one)[1] as Panel),
      key: "last-hour",
      title: "Last hour",
      width: 24,
    });
    const change = (one: Dashboard) => ({
      ...one,
      rows: one.rows.map((row, at) => (at === 0 ? { ...row, panels: [...row.panels, fresh(one)] } : row)),
    });
    expect(await diff(change)).toMatchInlineSnapshot(`
      "+++ dashboards/shop/alerts.ts
      -import { alertList } from "../../lib/dashboards/index.ts";
      +import { alertList, rawQuery, timeseries } from "../../lib/dashboards/index.ts";
      +import { milliseconds, seconds } from "../../lib/metrics/units.ts";
      +
      +export const lastHour = timeseries("last-hour", {
      +  title: "Last hour",
      +  description: "How old the newest order is.",
      +  width: 24,
      +  queries: [rawQuery("time() - shop_last_order", "seconds", "{{instance}}")],
      +  thresholds: [milliseconds(500), seconds(60)],
      +});
      +++ dashboards/shop/index.ts
      -import { alerts } from "./alerts.ts";
      +import { alerts, lastHour } from "./alerts.ts";
      -    { key: "now", title: "Now", panels: [waiting, age, alerts] },
      +    { key: "now", title: "Now", panels: [waiting, age, alerts, lastHour] },"
    `);
  });
  it("writes a new row with what moved into it", async () => {
    const change = (one: Dashboard) => {
      const [now, by, still] = one.rows;
      if (!now || !by || !still) throw new Error("three rows");
      return {
        ...one,
        rows: [now, by, { ...still, panels: [] }, { key: "late", title: "Late", panels: still.panels }],
      };
    };
    expect(await diff(change)).toMatchInlineSnapshot(`
      "+++ dashboards/shop/index.ts
      +      panels: [],
      +    },
      +    {
      +      key: "late",
      +      title: "Late","
    `);
  });
});

describe("what is left alone, and why", () => {
  it("is a panel of a helper, a built query, a computed text, a list with a loop in it", async () => {
    expect(await reasons(withPanel("orders-web", () => ({ title: "Web" })))).toMatchInlineSnapshot(`
      [
        "dashboards/shop/orders.ts:16: the panel "orders-web" is made by this loop or helper, so a change here would change other panels too",
      ]
    `);
    const promql = (panel: Panel) =>
      "queries" in panel ? { queries: panel.queries.map((query) => ({ ...query, promql: "up" })) } : {};
    expect(await reasons(withPanel("orders", promql))).toMatchInlineSnapshot(`
      [
        "dashboards/shop/orders.ts:12: the query is built by the query builder, which knows its labels and unit; PromQL is not turned back into it",
      ]
    `);
    expect(await reasons(withPanel("orders", () => ({ description: "Plain." })))).toMatchInlineSnapshot(`
      [
        "dashboards/shop/orders.ts:10: description is computed: \`Orders each second over \${WINDOW.text}.\`",
      ]
    `);
    expect(
      await reasons(arranged(["waiting", "feed-age", "alerts"], ["orders-web", "orders", "orders-phone"], ["backlog"])),
    ).toMatchInlineSnapshot(`
      [
        "dashboards/shop/index.ts:15: the list holds what a loop or helper makes: [orders, ...byChannel]",
      ]
    `);
  });
  it("is a unit that follows its query, and another kind of panel", async () => {
    expect(await reasons(withPanel("orders", () => ({ unit: "ms" })))).toMatchInlineSnapshot(`
      [
        "dashboards/shop/orders.ts:12: the unit follows the query's",
      ]
    `);
    expect(await reasons(withPanel("orders", () => ({ kind: "stat" })))).toMatchInlineSnapshot(`
      [
        "dashboards/shop/orders.ts:8: another kind of panel is not written by pull",
      ]
    `);
  });
  it("is an alert's own limit", async () => {
    const { outcomes } = await pulled(withPanel("waiting", () => ({ thresholds: [{ value: 10 }, { value: 80 }] })));
    expect(outcomes).toMatchObject([
      { kind: "shared", shared: { alert: "QueueLong", value: 80, source: "dashboards/shop/queue.ts:15" } },
    ]);
  });
});

function keyOf(name: string): string {
  return name === "age" ? "feed-age" : name;
}
