import fc from "fast-check";
import { type Dashboard, type Panel, type Row, rowsOf, type TimeSeries } from "../../../../lib/dashboards/index.ts";

/** What somebody does to a dashboard in Grafana, told by numbers that choose among what is there. */
export type Edit = (dashboard: Dashboard) => Dashboard;

const pick = <T>(all: readonly T[], number: number): T | undefined => all[number % Math.max(1, all.length)];

const mapRows = (dashboard: Dashboard, change: (row: Row) => Row): Dashboard => ({
  ...dashboard,
  rows: dashboard.rows.map(change),
});

const mapPanel =
  (number: number, change: (panel: Panel) => Panel): Edit =>
  (dashboard) => {
    const chosen = pick(
      rowsOf(dashboard).flatMap(({ panels }) => panels),
      number,
    );
    return mapRows(dashboard, (row) => ({
      ...row,
      panels: row.panels.map((panel) => (panel === chosen ? change(panel) : panel)),
    }));
  };

const movePanel =
  (which: number, row: number, place: number): Edit =>
  (dashboard) => {
    const panel = pick(
      rowsOf(dashboard).flatMap(({ panels }) => panels),
      which,
    );
    if (!panel) return dashboard;
    const target = pick(dashboard.rows, row);
    return mapRows(dashboard, (one) => {
      const others = one.panels.filter((other) => other !== panel);
      return { ...one, panels: one === target ? others.toSpliced(place % (others.length + 1), 0, panel) : others };
    });
  };

const moveRow =
  (which: number, place: number): Edit =>
  (dashboard) => {
    const row = pick(dashboard.rows, which);
    if (!row) return dashboard;
    const others = dashboard.rows.filter((other) => other !== row);
    return { ...dashboard, rows: others.toSpliced(place % (others.length + 1), 0, row) };
  };

const removePanel =
  (which: number): Edit =>
  (dashboard) => {
    const panel = pick(
      rowsOf(dashboard).flatMap(({ panels }) => panels),
      which,
    );
    return mapRows(dashboard, (row) => ({ ...row, panels: row.panels.filter((one) => one !== panel) }));
  };

const number = fc.nat({ max: 20 });
const text = fc.string({ minLength: 1, maxLength: 12 }).filter((one) => one.trim() === one && one !== "");

/** Edits that `pull` can bring back into the code. */
export const pullable: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(number, text).map(([which, title]) => mapPanel(which, (panel) => ({ ...panel, title }))),
  fc.tuple(number, text).map(([which, description]) => mapPanel(which, (panel) => ({ ...panel, description }))),
  fc
    .tuple(number, fc.integer({ min: 1, max: 24 }))
    .map(([which, height]) => mapPanel(which, (one) => ({ ...one, height }))),
  fc
    .tuple(number, fc.integer({ min: 1, max: 5000 }))
    .map(([which, value]) => mapPanel(which, withThreshold(value / 1000))),
  fc.tuple(number, number, number).map(([which, row, place]) => movePanel(which, row, place)),
  fc.tuple(number, number).map(([which, place]) => moveRow(which, place)),
  number.map(removePanel),
  fc
    .tuple(number, fc.jsonValue())
    .map(([which, value]) =>
      mapPanel(which, (panel) => ({ ...panel, raw: { ...panel.raw, "options.legend.calcs": value } })),
    ),
  text.map((title) => (dashboard: Dashboard) => ({ ...dashboard, title })),
);

const withThreshold =
  (value: number) =>
  (panel: Panel): Panel =>
    "thresholds" in panel && panel.thresholds.length === 1
      ? ({ ...panel, thresholds: [{ value }] } as TimeSeries)
      : panel;
