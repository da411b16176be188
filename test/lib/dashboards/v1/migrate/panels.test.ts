import { describe, expect, it } from "vitest";
import { migratedPanel } from "./given.ts";

describe("a single number of Grafana before 7", () => {
  const single = (more: object) => migratedPanel({ type: "singlestat", ...more });

  it("is a stat with its unit, thresholds, colours and texts", () => {
    const { panel, told } = single({
      format: "s",
      decimals: 1,
      thresholds: "50,80",
      colors: ["green", "#ED8128", "red"],
      colorBackground: true,
      valueName: "avg",
      sparkline: { show: true },
      nullText: "none",
      mappingType: 1,
      valueMaps: [
        { op: "=", text: "N/A", value: "null" },
        { op: "=", text: "down", value: "0" },
      ],
    });
    expect(told).toEqual(['was a "singlestat", which Grafana 12 dropped with Angular: it is a "stat" now']);
    expect(panel).toMatchObject({
      type: "stat",
      fieldConfig: {
        defaults: {
          unit: "s",
          decimals: 1,
          noValue: "none",
          thresholds: {
            steps: [
              { color: "green", value: null },
              { color: "#ED8128", value: 50 },
              { color: "red", value: 80 },
            ],
          },
          mappings: [{ type: "value", options: { "0": { text: "down", index: 0 } } }],
        },
      },
      options: { colorMode: "background", graphMode: "area", reduceOptions: { calcs: ["mean"] } },
    });
    expect(panel).not.toHaveProperty("valueName");
  });

  it("is a gauge where it drew one", () => {
    const { panel } = single({ gauge: { show: true, minValue: 0, maxValue: 10, thresholdLabels: true } });
    expect(panel).toMatchObject({
      type: "gauge",
      fieldConfig: { defaults: { min: 0, max: 10 } },
      options: { showThresholdLabels: true, showThresholdMarkers: true },
    });
  });

  it("tells of texts around the number, which nothing shows now", () => {
    expect(single({ prefix: "about ", postfix: " %" }).told[1]).toBe(
      'wrote "about " and " %" beside the number: a unit says that now',
    );
  });
});

describe("a table of Grafana before 7", () => {
  it("has overrides for its styles, and a transformation for how series became lines", () => {
    const { panel } = migratedPanel({
      type: "table",
      transform: "timeseries_aggregations",
      columns: [{ text: "Avg", value: "avg" }],
      styles: [
        { pattern: "Time", type: "hidden" },
        {
          pattern: "/.*load/",
          type: "number",
          unit: "percentunit",
          decimals: 2,
          alias: "Load",
          colorMode: "cell",
          thresholds: ["1", "2"],
        },
      ],
    });
    expect(panel).toMatchObject({
      type: "table",
      transformations: [{ id: "reduce", options: { reducers: ["mean"] } }],
      fieldConfig: {
        overrides: [
          { matcher: { id: "byName", options: "Time" }, properties: [{ id: "custom.hidden", value: true }] },
          { matcher: { id: "byRegexp", options: "/.*load/" } },
        ],
      },
    });
    expect(panel).not.toHaveProperty("styles");
  });

  it("is left alone when it is one of today", () => {
    const today = { type: "table", fieldConfig: { defaults: {}, overrides: [] }, options: { showHeader: true } };
    expect(migratedPanel(today, 42)).toEqual({ panel: { title: "P", ...today }, told: [] });
  });
});

describe("what panels said elsewhere before", () => {
  it("is the text of a text panel", () => {
    expect(migratedPanel({ type: "text", mode: "markdown", content: "# Hello" }).panel).toEqual({
      type: "text",
      title: "P",
      options: { mode: "markdown", content: "# Hello" },
    });
  });

  it("is how values are written, in options of Grafana 6", () => {
    const fieldOptions = {
      calcs: ["mean"],
      values: false,
      defaults: { unit: "s", max: 5 },
      thresholds: [{ color: "green" }, { color: "red", value: 3 }],
    };
    expect(migratedPanel({ type: "stat", options: { fieldOptions } }).panel).toMatchObject({
      options: { reduceOptions: { calcs: ["mean"], values: false } },
      fieldConfig: {
        defaults: {
          unit: "s",
          max: 5,
          thresholds: {
            steps: [
              { color: "green", value: null },
              { color: "red", value: 3 },
            ],
          },
        },
      },
    });
  });

  it("is the text of values, by kinds with numbers", () => {
    const mappings = [
      { type: 1, value: "1", text: "up" },
      { type: 2, from: "2", to: "9", text: "many" },
      { type: 1, value: "null", text: "none" },
    ];
    expect(migratedPanel({ type: "stat", fieldConfig: { defaults: { mappings }, overrides: [] } }).panel).toMatchObject(
      {
        fieldConfig: {
          defaults: {
            mappings: [
              { type: "value", options: { "1": { text: "up", index: 0 } } },
              { type: "range", options: { from: 2, to: 9, result: { text: "many" } } },
              { type: "special", options: { match: "null", result: { text: "none" } } },
            ],
          },
        },
      },
    );
  });

  it("is a hidden legend, a kind of cell, a tooltip", () => {
    expect(migratedPanel({ type: "timeseries", options: { legend: { displayMode: "hidden" } } }).panel).toMatchObject({
      options: { legend: { displayMode: "list", showLegend: false } },
    });
    const custom = { displayMode: "color-background-solid" };
    expect(migratedPanel({ type: "table", fieldConfig: { defaults: { custom } } }).panel).toMatchObject({
      fieldConfig: { defaults: { custom: { cellOptions: { type: "color-background", mode: "basic" } } } },
    });
    expect(migratedPanel({ type: "timeseries", options: { tooltipOptions: { mode: "multi" } } }).panel).toMatchObject({
      options: { tooltip: { mode: "multi" } },
    });
  });

  it("is a link by a dashboard's name", () => {
    const links = [{ title: "More", dashboard: "My Shop", keepTime: true, params: "var-a=b" }];
    expect(migratedPanel({ type: "stat", links }).panel["links"]).toEqual([
      { title: "More", url: "dashboard/db/my-shop?$__url_time_range&var-a=b" },
    ]);
  });
});
