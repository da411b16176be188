import { describe, expect, it } from "vitest";
import { surroundings } from "../../cli/dashboards/surroundings.ts";
import { dashboards } from "../../dashboards/index.ts";
import { overview } from "../../dashboards/overview/index.ts";
import { withReconnects } from "../../examples/add-a-panel.ts";
import { everyJob } from "../../examples/build-from-a-loop.ts";
import { forSymbol } from "../../examples/clone-for-a-symbol.ts";
import { shortTitles } from "../../examples/own-lint-rule.ts";
import { highMemory } from "../../examples/raise-a-threshold.ts";
import { afterRename } from "../../examples/replace-a-query.ts";
import { rule } from "../../lib/alerting/rules/file.ts";
import { expressionsOf, panelsOf } from "../../lib/dashboards/index.ts";
import { board, lint, panel, RULES, sample } from "../../lib/dashboards/lint/index.ts";
import { writeV1 } from "../../lib/dashboards/v1/writer.ts";
import { percent } from "../../lib/metrics/units.ts";
import { JOBS } from "../../metrics/index.ts";
import { references } from "../lib/dashboards/given.ts";

const root = new URL("../..", import.meta.url).pathname;
const queriesOf = (dashboard: Parameters<typeof panelsOf>[0]) => panelsOf(dashboard).flatMap(expressionsOf);
const errorsOf = (dashboard: Parameters<typeof panelsOf>[0]) =>
  lint({ ...surroundings(root), dashboard }).filter(({ severity }) => severity === "error");

describe("a panel is added", () => {
  it("at the end of the dashboard, with unit, id and data source, and no rule finds fault", () => {
    expect(panelsOf(withReconnects).length).toBe(panelsOf(overview).length + 1);
    const { panels } = writeV1(withReconnects, references) as { panels: readonly Record<string, unknown>[] };
    expect(panels.at(-1)).toMatchObject({ title: "Reconnects", type: "timeseries", datasource: { uid: "prometheus" } });
    expect(panelsOf(withReconnects).at(-1)).toMatchObject({ unit: "cps" });
    expect(errorsOf(withReconnects)).toEqual(errorsOf(overview));
  });
});

describe("a threshold is raised", () => {
  it.each([80, 90])("to %i %, and with it the alert, its text and the line", (limit) => {
    const { alert, panel } = highMemory(percent(limit));
    expect(alert.condition.promql).toMatch(new RegExp(` > ${limit / 100}$`));
    expect(panel.thresholds).toEqual([{ value: limit / 100, alert: "HighMemoryUsage" }]);
    expect(rule(alert).annotations["description"]).toContain(`(alert above ${limit} %)`);
  });
});

describe("a dashboard is cloned for a symbol", () => {
  const trading = dashboards.find((one) => one.variables.some(({ name }) => name === "symbol"));
  if (!trading) throw new Error("no dashboard has a choice of symbols");
  const clone = forSymbol(trading, "BTC");

  it("under a uid and title of its own, without the choice", () => {
    expect(clone).toMatchObject({ uid: `${trading.uid}-btc`, title: `${trading.title}: BTC` });
    expect(clone.variables.map(({ name }) => name)).not.toContain("symbol");
  });

  it("and every query that followed the choice names the symbol", () => {
    expect(queriesOf(trading).some((promql) => promql.includes("$symbol"))).toBe(true);
    expect(queriesOf(clone).filter((promql) => promql.includes("$symbol"))).toEqual([]);
    expect(queriesOf(clone).some((promql) => promql.includes('symbol="BTC"'))).toBe(true);
  });
});

describe("a query is replaced in every dashboard", () => {
  const old = "quantflow_price_updates_total";
  const renamed = afterRename(dashboards, old, "feed_updates_total");

  it("wherever the metric is selected, and nowhere else", () => {
    const before = dashboards.flatMap(queriesOf);
    expect(before.some((promql) => promql.includes(old))).toBe(true);
    expect(renamed.flatMap(queriesOf)).toEqual(before.map((promql) => promql.replaceAll(old, "feed_updates_total")));
  });
});

describe("a dashboard is built from a loop", () => {
  it("with a panel for each job, in lines that are full", () => {
    expect(panelsOf(everyJob).map(({ title }) => title)).toEqual(JOBS);
    expect(panelsOf(everyJob).reduce((sum, { width }) => sum + width, 0) % 24).toBe(0);
    expect(errorsOf(everyJob)).toEqual([]);
  });
});

describe("a lint rule of one's own", () => {
  it("runs beside ours, and its examples hold", () => {
    const [bad] = shortTitles.bad;
    if (!bad) throw new Error("the rule has no bad example");
    expect(lint({ ...sample, dashboard: bad }, [...RULES, shortTitles])).toEqual([
      expect.objectContaining({ rule: "house/short-title", message: "has a title of 45 characters: say it in 30" }),
    ]);
    expect(lint({ ...sample, dashboard: board([panel()]) }, [shortTitles])).toEqual([]);
  });
});
