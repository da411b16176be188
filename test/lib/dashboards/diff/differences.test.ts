import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences, lines, patched, words } from "../../../../lib/dashboards/diff/index.ts";
import {
  type Dashboard,
  panelId,
  query,
  type Row,
  rawLabelVariable,
  stat,
  timeseries,
} from "../../../../lib/dashboards/index.ts";
import { gauge } from "../../../../lib/metrics/definitions.ts";
import { items, seconds } from "../../../../lib/metrics/units.ts";
import { age, value } from "../../../../lib/promql/index.ts";
import { alerts, panel, queue, shop } from "../given.ts";
import { pullable } from "./edits.ts";

const lastOrder = gauge({ name: "shop_last_order", help: "When.", unit: "timestamp" });

const feedAge = timeseries("feed-age", {
  title: "Feed age",
  description: "How old the newest order is.",
  queries: [query(age(lastOrder), (l) => l.instance)],
  thresholds: [seconds(0.5)],
});
const waiting = stat("waiting", {
  title: "Waiting",
  description: "Orders that wait.",
  width: 8,
  height: 8,
  queries: [query(value(queue), (l) => l.instance)],
  thresholds: [items(10), items(50)],
});
const rows: readonly Row[] = [
  { key: "now", title: "Now", panels: [feedAge, panel("orders")] },
  { key: "later", title: "Later", panels: [waiting, panel("a", { width: 8 }), panel("b", { width: 8 })] },
  { key: "alarms", panels: [alerts] },
];
const base = shop(rows);
const said = (edited: Dashboard) => lines(differences(base, edited));
const inRow = (at: number, panels: Row["panels"], more: Partial<Row> = {}): Dashboard =>
  shop(rows.map((row, index) => (index === at ? { ...row, ...more, panels } : row)));

describe("differences between two versions of a dashboard", () => {
  it("are none between it and itself", () => {
    expect(differences(base, structuredClone(base))).toEqual([]);
  });

  it("are said as a person would, everything of a panel on one line", () => {
    const edited = inRow(0, [panel("orders"), { ...feedAge, thresholds: [{ value: 0.8 }], title: "Age" }]);
    expect(said(edited)).toEqual(['panel Feed age: title "Feed age" -> "Age"; threshold 0.5 s -> 0.8 s; moved right']);
  });

  it.each<readonly [string, Dashboard, readonly string[]]>([
    [
      "a threshold among several",
      inRow(1, [{ ...waiting, thresholds: [{ value: 10 }, { value: 60 }] }, ...rest()]),
      ["panel Waiting: threshold 50 -> 60"],
    ],
    [
      "a threshold more",
      inRow(1, [{ ...waiting, thresholds: [] }, ...rest()]),
      ["panel Waiting: thresholds 10, 50 -> none"],
    ],
    ["a width", inRow(1, [{ ...waiting, width: 16 }, ...rest()]), ["panel Waiting: wider: 8 -> 16 of 24 columns"]],
    ["a height", inRow(1, [{ ...waiting, height: 4 }, ...rest()]), ["panel Waiting: lower: 8 -> 4"]],
    ["a heading", inRow(0, rows[0]?.panels ?? [], { title: "Right now" }), ['row Now: title "Now" -> "Right now"']],
    ["a closed row", inRow(0, rows[0]?.panels ?? [], { collapsed: true }), ["row Now: closed"]],
    [
      "a query",
      inRow(0, [{ ...feedAge, queries: [{ promql: "up", legend: "{{instance}}" }] }, panel("orders")]),
      ['panel Feed age: query A "time() - shop_last_order" -> "up"'],
    ],
    [
      "another row",
      shop([{ ...now(), panels: [] }, { ...later(), panels: [...later().panels, feedAge, panel("orders")] }, alarms()]),
      ["panel Feed age: moved from row Now to row Later", "panel Orders: moved from row Now to row Later"],
    ],
    ["a row moved", shop([now(), alarms(), later()]), ["row Later: moved below alarms"]],
    ["what is gone", inRow(0, [panel("orders")]), ["panel Feed age: removed"]],
    [
      "what is new",
      inRow(0, [feedAge, panel("orders"), panel("more", { title: "More" })]),
      ["panel More: new in row Now"],
    ],
    [
      "raw values",
      inRow(0, [{ ...feedAge, raw: { "options.legend.calcs": ["min"] } }, panel("orders")]),
      ['panel Feed age: legend calcs -> ["min"]'],
    ],
    [
      "another kind of panel, once",
      inRow(0, [{ ...waiting, key: feedAge.key, title: "Now", width: feedAge.width }, panel("orders")]),
      ["panel Feed age: drawn as stat, was timeseries"],
    ],
    [
      "the dashboard's own",
      { ...base, title: "Shop", from: "now-6h" },
      ['dashboard: first looks back "now-1h" -> "now-6h"; title "The Shop, today" -> "Shop"'],
    ],
  ])("tell of %s", (_, edited, expected) => {
    expect(said(edited)).toEqual(expected);
  });

  it("see the title of a variable", () => {
    const chosen = (title: string) => ({ ...base, variables: [rawLabelVariable("job", title, "up", "job")] });
    expect(lines(differences(chosen("Job"), chosen("Shop")))).toEqual(['variable job: title "Job" -> "Shop"']);
  });

  it("show of a long text what is not the same", () => {
    const described = (end: string) =>
      inRow(0, [{ ...feedAge, description: `${"It grows. ".repeat(20)}${end} again.` }, panel("orders")]);
    expect(lines(differences(described("Restart it"), described("Wait for it")))).toEqual([
      'panel Feed age: description "... Restart ..." -> "... Wait for ..."',
    ]);
  });

  it("find a panel by its id where its key is unknown", () => {
    const foreign = { ...feedAge, key: "panel-7", id: panelId(feedAge), title: "Age of the feed" };
    expect(differences(base, inRow(0, [foreign, panel("orders")])).map(words)).toEqual([
      'panel Feed age: title "Feed age" -> "Age of the feed"',
    ]);
  });

  it("tell an undefined raw value, which takes something away, from none", () => {
    const edited = inRow(0, [{ ...feedAge, raw: { "options.legend": undefined } }, panel("orders")]);
    expect(differences(base, edited)).toHaveLength(1);
    expect(patched(base, differences(base, edited))).toEqual(edited);
  });

  it("make the one of the other, whatever was edited", () => {
    fc.assert(
      fc.property(fc.array(pullable, { maxLength: 6 }), (edits) => {
        const edited = edits.reduce((dashboard, edit) => edit(dashboard), base);
        expect(differences(patched(base, differences(base, edited)), edited)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

function rest() {
  return [panel("a", { width: 8 }), panel("b", { width: 8 })];
}
function now() {
  return rows[0] as Row;
}
function later() {
  return rows[1] as Row;
}
function alarms() {
  return rows[2] as Row;
}
