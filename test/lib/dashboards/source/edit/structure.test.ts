import { describe, expect, it } from "vitest";
import { type Dashboard, type Panel, panelsOf } from "../../../../../lib/dashboards/index.ts";
import { arranged, diff, withPanel } from "./pulled.ts";

describe("an edit of what stands where", () => {
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

function keyOf(name: string): string {
  return name === "age" ? "feed-age" : name;
}
