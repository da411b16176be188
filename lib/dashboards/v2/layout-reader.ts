import type { Place } from "../layout.ts";
import { COLUMNS } from "../layout.ts";
import { isObject, type Json, listAt, numberAt, objectAt, textAt } from "../reading/json.ts";
import type { RowOutline } from "../reading/outline.ts";
import { placeBelow, readPlace } from "../reading/places.ts";
import { onlyV2 } from "./data-query.ts";

export interface PlacedElement {
  readonly name: string;
  readonly at: Place;
  /** What v1 says of the panel and v2 of its place. */
  readonly json: Json;
}

/** A row, or what stands without one, and the elements in it. */
export interface Section {
  readonly row: Omit<RowOutline, "panels">;
  readonly items: readonly PlacedElement[];
}

const kindOf = (layout: unknown): string => textAt(layout, "kind") ?? "";
const rowsIn = (layout: unknown) => listAt(layout, "spec", "rows").map((row) => objectAt(row, "spec"));
const tabsIn = (layout: unknown) => listAt(layout, "spec", "tabs").map((tab) => objectAt(tab, "spec"));

/** Whether the model has words for a layout: a grid, rows of grids, or tabs of those. */
export function isSayable(layout: unknown): boolean {
  if (kindOf(layout) === "TabsLayout") return tabsIn(layout).every((tab) => isRows(tab["layout"]));
  return isRows(layout);
}

const isRows = (layout: unknown): boolean =>
  kindOf(layout) === "RowsLayout" ? rowsIn(layout).every((row) => isGrid(row["layout"])) : isGrid(layout);

const isGrid = (layout: unknown): boolean => kindOf(layout) === "GridLayout";

/** The rows of any layout, as near as rows come to it: tabs follow one another, inner rows stand beside outer ones. */
export function sectionsOf(layout: unknown): readonly Section[] {
  switch (kindOf(layout)) {
    case "RowsLayout":
      return rowsIn(layout).flatMap(readRow);
    case "TabsLayout":
      return tabsIn(layout).flatMap((tab) => readRow({ title: tab["title"] ?? "", layout: tab["layout"] }));
    case "AutoGridLayout":
      return alone(readAutoGrid(objectAt(layout, "spec")));
    default:
      return alone(readGrid(layout));
  }
}

/** Panels without a heading; no row where there are none. */
const alone = (items: readonly PlacedElement[]): readonly Section[] =>
  items.length === 0 ? [] : [{ row: { collapsed: false, json: {} }, items }];

function readRow({ title, collapse, hideHeader, repeat, layout, ...more }: Json): readonly Section[] {
  const [first, ...inner] = sectionsOf(layout);
  const heading = typeof title === "string" ? title : "";
  const value = textAt(repeat, "value");
  const hidden = { ...(heading !== "" && { title: heading }), ...(collapse === true && { collapse }) };
  const rest = { ...more, ...(hideHeader === true && hidden) };
  const row = {
    ...(hideHeader !== true && { title: heading }),
    collapsed: hideHeader !== true && collapse === true,
    json: { ...(value !== undefined && { repeat: value }), ...onlyV2(rest) },
  };
  const own = first?.row.title === undefined ? (first?.items ?? []) : [];
  return [{ row, items: own }, ...(first?.row.title === undefined ? inner : [first, ...inner])];
}

const readGrid = (layout: unknown): readonly PlacedElement[] =>
  listAt(layout, "spec", "items")
    .filter(isObject)
    .map((item, index) => readItem(objectAt(item, "spec"), index));

function readItem(spec: Json, index: number): PlacedElement {
  const { x, y, width, height, element, repeat } = spec;
  const { value, direction, maxPerRow } = objectAt({ repeat }, "repeat");
  return {
    name: textAt(element, "name") ?? "",
    at: readPlace({ x: x ?? 0, y: y ?? 0, w: width, h: height }) ?? placeBelow(0, index),
    json: {
      ...(value !== undefined && { repeat: value }),
      ...(direction !== undefined && { repeatDirection: direction }),
      ...(maxPerRow !== undefined && { maxPerRow }),
    },
  };
}

/** Heights of a line in units of the grid. Source: grafana, pkg/migration/conversion, AutoGrid to v1. */
const HEIGHTS = new Map([
  ["short", 5],
  ["standard", 9],
  ["tall", 14],
]);
/** Grafana's own default. */
const COLUMNS_AT_MOST = 3;

function readAutoGrid(spec: Json): readonly PlacedElement[] {
  const columns = Math.min(Math.max(Math.trunc(numberAt(spec, "maxColumnCount") ?? COLUMNS_AT_MOST), 1), COLUMNS);
  const [w, h] = [Math.floor(COLUMNS / columns), HEIGHTS.get(textAt(spec, "rowHeightMode") ?? "") ?? 9];
  return listAt(spec, "items").map((item, index) => ({
    name: textAt(item, "spec", "element", "name") ?? "",
    at: { x: (index % columns) * w, y: Math.floor(index / columns) * h, w, h },
    json: {},
  }));
}
