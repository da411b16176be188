import type { Dashboard, Row, Tab } from "../dashboard.ts";
import { layout, type PanelPlace } from "../layout.ts";
import type { Panel } from "../panels/panel.ts";
import { withRaw } from "../raw.ts";
import { type Json, objectAt } from "../reading/json.ts";
import { writeHeading } from "../v1/row.ts";

/** A heading, or none, and the panels under it; rows without a heading belong to what stands above them. */
interface Section {
  readonly row: Row;
  readonly panels: readonly PanelPlace[];
}

/** `json` is a panel's v1 JSON: repeats are a part of the panel there, and of its place here. */
export function writeLayout(dashboard: Dashboard, json: (panel: Panel) => Json): Json {
  if (dashboard.tabs.length === 0) return writeRows(dashboard.uid, dashboard.rows, json);
  return { kind: "TabsLayout", spec: { tabs: dashboard.tabs.map((tab) => writeTab(dashboard.uid, tab, json)) } };
}

const writeTab = (uid: string, tab: Tab, json: (panel: Panel) => Json): Json => ({
  kind: "TabsLayoutTab",
  spec: withRaw({ title: tab.title, layout: writeRows(uid, tab.rows, json) }, tab.raw),
});

function writeRows(uid: string, rows: readonly Row[], json: (panel: Panel) => Json): Json {
  const sections = sectionsOf(uid, rows);
  const [first] = sections;
  const isPlain = sections.length <= 1 && first?.row.title === undefined && first?.row.raw === undefined;
  if (isPlain) return writeGrid(first?.panels ?? [], json);
  return { kind: "RowsLayout", spec: { rows: sections.map((section) => writeRow(section, json)) } };
}

function sectionsOf(uid: string, rows: readonly Row[]): readonly Section[] {
  const sections: { row: Row; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = sections.at(-1);
    const belongs = row.title === undefined && row.raw === undefined && last && last.row.collapsed !== true;
    if (belongs) last.rows.push(row);
    else sections.push({ row, rows: [row] });
  }
  return sections.map(({ row, rows }) => ({ row, panels: placed(uid, rows) }));
}

/** Relative to the top of the section, below its heading. */
const placed = (uid: string, rows: readonly Row[]): readonly PanelPlace[] =>
  layout(
    uid,
    rows.map(({ title, ...row }) => row),
  ).flatMap((one) => (one.kind === "panel" ? [one] : []));

function writeRow({ row, panels }: Section, json: (panel: Panel) => Json): Json {
  const { repeat, v2 } = writeHeading(row) as Json;
  return {
    kind: "RowsLayoutRow",
    spec: {
      title: row.title ?? "",
      collapse: row.title !== undefined && row.collapsed === true,
      ...(row.title === undefined && { hideHeader: true }),
      ...(typeof repeat === "string" && repeat !== "" && { repeat: { mode: "variable", value: repeat } }),
      layout: writeGrid(panels, json),
      ...objectAt({ v2 }, "v2"),
    },
  };
}

const writeGrid = (panels: readonly PanelPlace[], json: (panel: Panel) => Json): Json => ({
  kind: "GridLayout",
  spec: { items: panels.map((one) => writeItem(one, json(one.panel))) },
});

const writeItem = ({ panel, at }: PanelPlace, json: Json): Json => ({
  kind: "GridLayoutItem",
  spec: {
    ...{ x: at.x, y: at.y, width: at.w, height: at.h },
    element: { kind: "ElementReference", name: panel.key },
    ...repeatOf(json),
  },
});

/** v1's `repeat`, `repeatDirection` and `maxPerRow`. */
function repeatOf({ repeat, repeatDirection, maxPerRow }: Json): Json {
  if (typeof repeat !== "string" || repeat === "") return {};
  const direction = repeatDirection === "h" || repeatDirection === "v" ? { direction: repeatDirection } : {};
  return {
    repeat: { mode: "variable", value: repeat, ...direction, ...(typeof maxPerRow === "number" && { maxPerRow }) },
  };
}
