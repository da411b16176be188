import { describe, expect, it } from "vitest";
import { migrated } from "./given.ts";

describe("rows of Grafana before 5", () => {
  const row = (more: object) => ({
    height: "250px",
    panels: [
      { id: 1, span: 6 },
      { id: 2, span: 6 },
      { id: 3, span: 12 },
    ],
    ...more,
  });

  it("flow on the grid by their spans, without headings where none was shown", () => {
    const { json } = migrated({ rows: [row({}), row({ panels: [{ id: 4, span: 4, height: 100 }] })] });
    expect(json).toMatchObject({
      panels: [
        { id: 1, gridPos: { x: 0, y: 0, w: 12, h: 7 } },
        { id: 2, gridPos: { x: 12, y: 0, w: 12, h: 7 } },
        { id: 3, gridPos: { x: 0, y: 7, w: 24, h: 7 } },
        { id: 4, gridPos: { x: 0, y: 14, w: 8, h: 3 } },
      ],
    });
    expect(json).not.toHaveProperty("rows");
  });

  it("keep their headings where one was shown, and a closed one its panels", () => {
    const { json } = migrated({
      rows: [row({ title: "One", showTitle: true }), row({ title: "Two", collapse: true })],
    });
    expect(json["panels"]).toMatchObject([
      { type: "row", title: "One", collapsed: false, gridPos: { y: 0 }, panels: [] },
      { id: 1, gridPos: { y: 1 } },
      { id: 2, gridPos: { y: 1 } },
      { id: 3, gridPos: { y: 8 } },
      { type: "row", title: "Two", collapsed: true, gridPos: { y: 15 }, panels: [{ id: 1 }, { id: 2 }, { id: 3 }] },
    ]);
  });
});

describe("data sources", () => {
  const prometheus = { type: "prometheus", uid: "prometheus" };
  const asking = (datasource: unknown) => ({ datasource, targets: [{ expr: "up" }] });

  it.each([
    ["a name", "Prometheus"],
    ["nothing", null],
    ["an input of the export", "${DS_PROMETHEUS}"],
    ["the uid of another Grafana", { type: "prometheus", uid: "P1809F7CD0C75ACF3" }],
  ])("named by %s are the Prometheus that there is", (_, datasource) => {
    const { json } = migrated({ panels: [asking(datasource)] });
    expect(json["panels"]).toMatchObject([{ datasource: prometheus, targets: [{ datasource: prometheus }] }]);
  });

  it("chosen by a variable are the one that there is, and the choice is gone", () => {
    const list = [{ type: "datasource", name: "ds", query: "prometheus" }];
    const { json, told } = migrated({ schemaVersion: 42, templating: { list }, panels: [asking({ uid: "${ds}" })] });
    expect(json).toMatchObject({ templating: { list: [] }, panels: [{ datasource: prometheus }] });
    expect(told).toContain("let its reader choose a Prometheus by $ds: there is one");
  });

  it("of other kinds stay as they are", () => {
    const loki = { type: "loki", uid: "logs" };
    expect(migrated({ panels: [asking(loki), asking("Loki")] }).json["panels"]).toMatchObject([
      { datasource: loki },
      { datasource: { uid: "Loki" } },
    ]);
  });

  it("of two other servers stay as they are, and that is told", () => {
    const of = (uid: string) => asking({ type: "prometheus", uid });
    const { json, told } = migrated({ schemaVersion: 42, panels: [of("one"), of("two")] });
    expect(json["panels"]).toMatchObject([{ datasource: { uid: "one" } }, { datasource: { uid: "two" } }]);
    expect(told).toEqual(["asks 2 Prometheus servers (one, two): both stay"]);
  });

  it("of a mixed panel are those of its queries", () => {
    const panel = { datasource: "-- Mixed --", targets: [{ expr: "up", datasource: "Prometheus" }] };
    expect(migrated({ panels: [panel] }).json["panels"]).toMatchObject([
      { datasource: { type: "mixed", uid: "-- Mixed --" }, targets: [{ datasource: prometheus }] },
    ]);
  });
});

describe("settings and variables", () => {
  it("have today's names", () => {
    const old = {
      schemaVersion: 13,
      sharedCrosshair: true,
      refresh: false,
      timepicker: { time_options: ["1h"], refresh_intervals: ["5s"] },
    };
    const { json } = migrated({ ...old, hideControls: true });
    expect(json).toEqual({
      schemaVersion: 42,
      graphTooltip: 1,
      refresh: "",
      timepicker: { refresh_intervals: ["5s"] },
      panels: [],
    });
  });

  it("are asked for when the dashboard opens, have as many values as they may, and no tags", () => {
    const list = [
      {
        type: "query",
        name: "job",
        query: "label_values(job)",
        multi: true,
        current: { text: "a", value: "a" },
        tags: [],
        useTags: false,
      },
    ];
    expect(migrated({ templating: { list } }).json).toMatchObject({
      templating: { list: [{ refresh: 1, current: { text: ["a"], value: ["a"] }, datasource: { uid: "prometheus" } }] },
    });
  });

  it("lose the copies that a repeated panel left behind", () => {
    expect(
      migrated({
        panels: [
          { id: 1, repeat: "job" },
          { id: 2, repeatPanelId: 1 },
        ],
      }).json["panels"],
    ).toHaveLength(1);
  });

  it("of today are left as they are", () => {
    const today = {
      schemaVersion: 42,
      uid: "x",
      title: "X",
      panels: [{ id: 1, type: "timeseries", datasource: { type: "prometheus", uid: "prometheus" }, targets: [] }],
    };
    expect(migrated(today)).toEqual({ json: today, told: [] });
  });
});
