import { describe, expect, it } from "vitest";
import type { Panel } from "../../../../../lib/dashboards/index.ts";
import { arranged, diff, pulled, reasons, withPanel } from "./pulled.ts";

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
