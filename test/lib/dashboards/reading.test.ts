import { describe, expect, it } from "vitest";
import { idOf } from "../../../lib/dashboards/identity.ts";
import { panelsOf } from "../../../lib/dashboards/index.ts";
import { readDashboard } from "../../../lib/dashboards/reading/any.ts";
import { writeV1 } from "../../../lib/dashboards/v1/writer.ts";
import { writeSpecV2, writeV2 } from "../../../lib/dashboards/v2/writer.ts";
import { references } from "./given.ts";
import { kitchenSink } from "./kitchen-sink.ts";

const text = (id: unknown, more: object = {}) => ({
  type: "text",
  title: `Text ${id}`,
  id,
  gridPos: { x: 0, y: 0, w: 24, h: 4 },
  ...more,
});
const board = (panels: unknown, more: object = {}) => ({
  uid: "board",
  title: "Board",
  schemaVersion: 42,
  panels,
  ...more,
});
const read = (json: unknown) => readDashboard(json, references);
const repairs = (json: unknown) => read(json).repairs.map(({ where, what }) => `${where} ${what}`);

describe("a dashboard is found in", () => {
  const bare = JSON.parse(JSON.stringify(writeV1(kitchenSink, references)));

  it.each([
    ["the bare model", bare],
    ["the envelope of the HTTP API", { dashboard: { ...bare, id: 3, version: 9 }, meta: { folderId: 0 } }],
    [
      "a resource of v1beta1",
      {
        apiVersion: "dashboard.grafana.app/v1beta1",
        kind: "Dashboard",
        metadata: { name: "kitchen-sink" },
        spec: bare,
      },
    ],
    ["a resource of v2", JSON.parse(JSON.stringify(writeV2(kitchenSink, references)))],
    ["a spec of v2", JSON.parse(JSON.stringify(writeSpecV2(kitchenSink, references)))],
  ])("%s", (_, json) => {
    expect(panelsOf(read(json).dashboard).map(({ title }) => title)).toEqual(
      panelsOf(kitchenSink).map(({ title }) => title),
    );
  });

  it("an export, whose inputs are answered: our Prometheus for its own", () => {
    const exported = board(
      [
        text(1, {
          type: "timeseries",
          datasource: { type: "prometheus", uid: "${DS_PROM}" },
          targets: [{ refId: "A", expr: "up" }],
        }),
      ],
      {
        __inputs: [{ name: "DS_PROM", type: "datasource", pluginId: "prometheus" }],
        __requires: [],
      },
    );
    const [panel] = panelsOf(read(exported).dashboard);
    expect(panel).toMatchObject({ kind: "timeseries", queries: [{ promql: "up", legend: "" }] });
    expect(Object.keys(panel?.raw ?? {}).filter((path) => path.includes("datasource"))).toEqual([]);
    expect(repairs(exported)).toEqual(['the dashboard asks for the input DS_PROM: it is "prometheus"']);
  });
});

describe("what cannot be as it stands is repaired and told:", () => {
  it("ids that are missing, no numbers, or another's", () => {
    const json = board([text(1), text(1, { title: "Again" }), text("x"), text(0)]);
    const told = repairs(json).filter((one) => one.includes("id"));
    expect(told).toEqual([
      'panel "Again" has the id 1 of panel "Text 1": it gets one from its key',
      'panel "Text x" has no id that is a number above 0: it gets one from its key',
      'panel "Text 0" has no id that is a number above 0: it gets one from its key',
    ]);
    const written = writeV1(read(json).dashboard, references) as { panels: { id: number }[] };
    expect(written.panels.map(({ id }) => id)).toEqual([1, idOf("again"), idOf("text-x"), idOf("text-0")]);
  });

  it("panels that overlap, leave the grid, or have no place", () => {
    const json = board([
      text(1, { gridPos: { x: 0, y: 0, w: 12, h: 4 } }),
      text(2, { gridPos: { x: 6, y: 2, w: 12, h: 4 } }),
      text(3, { gridPos: { x: 20, y: 9, w: 8, h: 4 } }),
      text(4, { gridPos: undefined }),
    ]);
    expect(repairs(json)).toEqual([
      'panel "Text 3" has no place inside the grid of 24 columns: it is x 16, y 9, 8 by 4 now',
      'panel "Text 4" has no place: it stands below the others, two to a line',
      'panel "Text 2" overlaps another panel: it stands below that now',
    ]);
    const written = writeV1(read(json).dashboard, references) as { panels: { gridPos: object }[] };
    expect(written.panels.map(({ gridPos }) => gridPos)).toEqual([
      { x: 0, y: 0, w: 12, h: 4 },
      { x: 6, y: 4, w: 12, h: 4 },
      { x: 0, y: 8, w: 12, h: 8 },
      { x: 16, y: 8, w: 8, h: 4 },
    ]);
  });

  it("two queries of one name", () => {
    const targets = [
      { refId: "A", expr: "up" },
      { refId: "A", expr: "down" },
    ];
    const datasource = { type: "prometheus", uid: "prometheus" };
    expect(repairs(board([text(1, { type: "timeseries", datasource, targets })]))).toEqual([
      'panel "Text 1" has two queries A: the later is B now',
    ]);
  });

  it.each([
    [board("panels"), "the dashboard panels is no list: it is left out"],
    [board([null, 3, text(1)]), "the dashboard 2 of panels are no objects: they are left out"],
    [board([], { uid: "a b" }), 'the dashboard has the uid "a b", which Grafana refuses: it is "a-b" now'],
    [board([], { uid: undefined }), 'the dashboard has no uid: it is "board" now'],
  ])("broken shapes (%#)", (json, told) => {
    expect(repairs(json)).toContain(told);
  });
});

describe("what is no dashboard", () => {
  it.each([null, 3, "text", [], true])("fails in words: %j", (json) => {
    expect(() => read(json)).toThrow(expect.objectContaining({ code: "dashboards/not-a-dashboard" }));
  });

  it("fails where it is nested deeper than anything that Grafana writes", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`);
    expect(() => read(board([], { deep }))).toThrow(expect.objectContaining({ code: "dashboards/too-deep" }));
  });
});

describe("foreign JSON", () => {
  it("may use names of JavaScript's own, and nest 900 levels", () => {
    const options = JSON.parse(
      `{"__proto__": {"polluted": true}, "constructor": 1, "deep": ${'{"a":'.repeat(900)}1${"}".repeat(900)}}`,
    );
    const reading = read(board([text(1, { options })]));
    expect(JSON.parse(JSON.stringify(writeV1(reading.dashboard, references))).panels[0].options).toEqual(options);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("may hold 2 MB of panels", () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      text(index + 1, {
        title: "Same",
        gridPos: { x: 0, y: index * 4, w: 24, h: 4 },
        options: { content: "x".repeat(120) },
      }),
    );
    const reading = read(JSON.parse(JSON.stringify(board(many))));
    expect(panelsOf(reading.dashboard)).toHaveLength(10_000);
    expect(reading.repairs).toEqual([]);
  });

  it("keeps plug-ins, variables and queries that nobody here knows as they stand", () => {
    const panel = text(1, { type: "acme-radar", options: { sweep: 3 }, targets: [{ refId: "A", rawSql: "select 1" }] });
    const variable = { type: "acme", name: "a", query: "b" };
    const { dashboard, raw, repairs } = read(board([panel], { templating: { list: [variable] } }));
    expect(panelsOf(dashboard)).toMatchObject([{ kind: "raw", raw: { type: "acme-radar", options: { sweep: 3 } } }]);
    expect(dashboard.variables).toMatchObject([{ kind: "raw", name: "a", raw: { type: "acme", query: "b" } }]);
    expect(raw).toContainEqual({ where: 'panel "text-1"', path: "options", value: { sweep: 3 } });
    expect(repairs).toEqual([]);
  });
});
