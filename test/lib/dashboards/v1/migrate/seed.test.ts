import { describe, expect, it } from "vitest";
import { panelsOf } from "../../../../../lib/dashboards/index.ts";
import { importDashboard } from "../../../../../lib/dashboards/reading/import.ts";
import { references } from "../../given.ts";
import { seed } from "./given.ts";

describe("QuantFlow's first dashboard, imported", () => {
  const { dashboard, repairs, raw } = importDashboard(seed, references);

  it("has its six panels, side by side, with their units", () => {
    const shown = panelsOf(dashboard).map((panel) => [panel.kind, panel.title, "unit" in panel ? panel.unit : ""]);
    expect(shown).toEqual([
      ["timeseries", "Price Updates Rate", "short"],
      ["timeseries", "WebSocket Latency", "s"],
      ["stat", "Active Subscriptions", "none"],
      ["timeseries", "Backtest Duration", "s"],
      ["timeseries", "Trading Signals", "short"],
      ["timeseries", "System Memory Usage", "bytes"],
    ]);
    expect(panelsOf(dashboard).map(({ width, at }) => [width, at])).toEqual(Array(6).fill([12, undefined]));
  });

  it("tells of each repair", () => {
    const told = repairs.map(({ where, what }) => `${where} ${what}`);
    expect(told).toContain(
      'panel "WebSocket Latency" was a "graph", which Grafana 12 dropped with Angular: it is a "timeseries" now',
    );
    expect(told).toContain('the dashboard asks "Prometheus" (12 times): that is the data source prometheus now');
    expect(told).toContain('the dashboard has no uid: it is "quantflow-overview" now');
    expect(told.filter((line) => line.includes("has no place"))).toHaveLength(6);
  });

  it("keeps as raw only its labels of axes, its one calculation and its pace", () => {
    expect([...new Set(raw.map(({ path }) => path))].sort()).toEqual([
      "fieldConfig.defaults.custom.axisLabel",
      "graphTooltip",
      "options.reduceOptions.calcs[0]",
      "refresh",
    ]);
  });
});

describe("what cannot be imported", () => {
  const importing = (json: unknown) => () => importDashboard(json, references);

  it.each([[[]], [{ groups: [] }], [null], ["text"], [{ status: "success", data: {} }]])(
    "is what is no dashboard: %j",
    (json) => {
      expect(importing(json)).toThrow(expect.objectContaining({ code: "dashboards/not-a-dashboard" }));
    },
  );

  it("is a library panel that is shown by way of itself", () => {
    const uses = (uid: string) => ({ model: { libraryPanel: { uid, name: uid } } });
    expect(importing({ panels: [], __elements: { a: uses("b"), b: uses("a") } })).toThrow(
      'the library panel "a" is shown by way of itself (a -> b -> a)',
    );
  });
});
