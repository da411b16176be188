import { COLUMNS, type Place } from "../../layout.ts";
import { isObject, type Json, listAt, numeric, textAt, without } from "../../reading/json.ts";
import { said } from "./step.ts";

/** Pixels of a grid unit with the gap below it, of a row that says nothing, and of the lowest panel there is. */
const PIXELS = { unit: 38, row: 250, least: 90 } as const;
/** Twelfths of the width that a panel takes when it says nothing. */
const SPAN = 4;

/**
 * Panels in rows, as before Grafana 5, on the grid: a row's panels flow side by side by their spans. Headings stay where
 * one of the rows was closed, repeated or showed its title. Source: grafana, DashboardMigrator's upgradeToGridLayout.
 */
export function onGrid(dashboard: Json): Json {
  if (!Array.isArray(dashboard["rows"])) return dashboard;
  const rows = dashboard["rows"].filter(isObject).filter((row) => !row["repeatIteration"]);
  const hasHeadings = rows.some((row) => row["collapse"] === true || row["showTitle"] === true || !!row["repeat"]);
  const placed: Json[] = [];
  let top = 0;
  for (const row of rows) {
    const { panels, bottom } = flowing(row, top + (hasHeadings ? 1 : 0));
    const isClosed = row["collapse"] === true;
    if (hasHeadings) placed.push(heading(row, top, isClosed ? panels : []));
    if (!isClosed || !hasHeadings) placed.push(...panels);
    top = isClosed && hasHeadings ? top + 1 : bottom;
  }
  return { ...without(dashboard, "rows"), panels: [...listAt(dashboard, "panels"), ...placed] };
}

const heading = (row: Json, y: number, panels: readonly Json[]): Json =>
  said({
    type: "row",
    title: textAt(row, "title") ?? "",
    collapsed: row["collapse"] === true,
    repeat: textAt(row, "repeat") || undefined,
    gridPos: { x: 0, y, w: COLUMNS, h: 1 },
    panels,
  });

/** Lines of a row's panels: one that does not fit begins a new line below the highest of the one before. */
function flowing(row: Json, top: number): { readonly panels: readonly Json[]; readonly bottom: number } {
  const usual = numeric(String(row["height"] ?? "").replace("px", "")) ?? PIXELS.row;
  let [x, y, line] = [0, top, 0];
  const panels = listAt(row, "panels")
    .filter(isObject)
    .map((panel) => {
      const [w, h] = [widthOf(panel), unitsOf(numeric(String(panel["height"] ?? "").replace("px", "")) ?? usual)];
      if (x + w > COLUMNS) [x, y, line] = [0, y + line, 0];
      const place: Place = { x, y, w, h };
      x += w;
      line = Math.max(line, h);
      return { ...without(panel, "span", "height"), gridPos: place };
    });
  return { panels, bottom: y + Math.max(line, panels.length === 0 ? unitsOf(usual) : 0) };
}

const widthOf = (panel: Json): number => Math.min(COLUMNS, Math.max(1, 2 * Math.floor(numeric(panel["span"]) || SPAN)));

const unitsOf = (pixels: number): number => Math.ceil(Math.max(PIXELS.least, pixels) / PIXELS.unit);
