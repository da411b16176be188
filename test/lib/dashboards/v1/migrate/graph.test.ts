import { describe, expect, it } from "vitest";
import { migratedPanel } from "./given.ts";

const graph = (more: object = {}) => migratedPanel({ type: "graph", ...more });

describe("a graph of Grafana before 8", () => {
  it("is a time series as the house has it, where it says nothing", () => {
    const { panel, told } = graph();
    expect(told).toEqual(['was a "graph", which Grafana 12 dropped with Angular: it is a "timeseries" now']);
    expect(panel).toMatchObject({
      type: "timeseries",
      fieldConfig: { defaults: { custom: { drawStyle: "line", fillOpacity: 10, spanNulls: false } }, overrides: [] },
      options: { legend: { displayMode: "table" }, tooltip: { mode: "multi" } },
    });
  });

  it("keeps unit, ends, label and logarithm of its axis", () => {
    const { panel } = graph({ yaxes: [{ format: "ms", min: "0", max: 10, label: "Delay", logBase: 10 }, {}] });
    expect(panel).toMatchObject({
      fieldConfig: {
        defaults: {
          unit: "ms",
          min: 0,
          max: 10,
          custom: { axisLabel: "Delay", scaleDistribution: { type: "log", log: 10 } },
        },
      },
    });
    expect(panel).not.toHaveProperty("yaxes");
  });

  it("keeps how it was drawn: bars, steps, fillings, points, stacks, gaps", () => {
    const custom = (more: object) => graph(more).panel;
    const drawn = (expected: object) => ({ fieldConfig: { defaults: { custom: expected } } });
    expect(custom({ bars: true, lines: false })).toMatchObject(drawn({ drawStyle: "bars", fillOpacity: 100 }));
    expect(custom({ lines: false, points: true, pointradius: 2 })).toMatchObject(
      drawn({ drawStyle: "points", pointSize: 5 }),
    );
    expect(custom({ steppedLine: true, linewidth: 3, fill: 4 })).toMatchObject(
      drawn({ lineInterpolation: "stepAfter", lineWidth: 3, fillOpacity: 40 }),
    );
    expect(custom({ stack: true, percentage: true })).toMatchObject(
      drawn({ stacking: { mode: "percent", group: "A" } }),
    );
    expect(custom({ nullPointMode: "connected" })).toMatchObject(drawn({ spanNulls: true }));
  });

  it("keeps what its legend and its tooltip show", () => {
    const { panel } = graph({
      legend: { show: true, values: true, avg: true, current: true, alignAsTable: true, rightSide: true },
      tooltip: { shared: false, sort: 2 },
    });
    expect(panel).toMatchObject({
      options: {
        legend: { showLegend: true, displayMode: "table", placement: "right", calcs: ["mean", "lastNotNull"] },
        tooltip: { mode: "single", sort: "desc" },
      },
    });
  });

  it("has steps for thresholds that colour upwards, and for those that colour downwards", () => {
    const steps = (thresholds: readonly object[]) => graph({ thresholds }).panel;
    const above = { value: 5, op: "gt", colorMode: "critical", line: true };
    const below = { value: 1, op: "lt", colorMode: "warning", fill: true };
    expect(steps([above])).toMatchObject({
      fieldConfig: {
        defaults: {
          thresholds: {
            steps: [
              { color: "green", value: null },
              { color: "red", value: 5 },
            ],
          },
          custom: { thresholdsStyle: { mode: "line" } },
        },
      },
    });
    expect(steps([above, below])).toMatchObject({
      fieldConfig: {
        defaults: {
          thresholds: {
            steps: [
              { color: "orange", value: null },
              { color: "green", value: 1 },
              { color: "red", value: 5 },
            ],
          },
          custom: { thresholdsStyle: { mode: "line+area" } },
        },
      },
    });
  });

  it("has overrides for series of a colour, a drawing or an axis of their own", () => {
    const { panel } = graph({
      aliasColors: { errors: "#f00" },
      yaxes: [{ format: "short" }, { format: "percent", label: "Share" }],
      seriesOverrides: [
        { alias: "/limit.*/", yaxis: 2, fill: 0 },
        { alias: "out", transform: "negative-Y", stack: false },
      ],
    });
    expect(panel["fieldConfig"]).toMatchObject({
      overrides: [
        {
          matcher: { id: "byName", options: "errors" },
          properties: [{ id: "color", value: { mode: "fixed", fixedColor: "#f00" } }],
        },
        {
          matcher: { id: "byRegexp", options: "/limit.*/" },
          properties: [
            { id: "custom.fillOpacity", value: 0 },
            { id: "custom.axisPlacement", value: "right" },
            { id: "unit", value: "percent" },
            { id: "custom.axisLabel", value: "Share" },
          ],
        },
        {
          matcher: { id: "byName", options: "out" },
          properties: [
            { id: "custom.transform", value: "negative-Y" },
            { id: "custom.stacking", value: { mode: "none", group: "A" } },
          ],
        },
      ],
    });
  });

  it("tells of an alert, which was its own in those days", () => {
    expect(graph({ alert: { name: "Slow" } }).told).toContain(
      'had the alert "Slow", which no longer works here: write a rule',
    );
  });
});
