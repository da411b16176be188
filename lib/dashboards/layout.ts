import type { Row } from "./dashboard.ts";
import { HEADING_HEIGHT } from "./defaults.ts";
import { heightsDiffer, lineNotFull, outsideGrid, overlap, placedAndFlowing } from "./errors.ts";
import type { Panel } from "./panels/panel.ts";

export const COLUMNS = 24;

/** A rectangle of the grid, as v1 JSON writes it. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
export type Placed =
  | { readonly kind: "heading"; readonly row: Row; readonly at: Place }
  | { readonly kind: "panel"; readonly panel: Panel; readonly row: Row; readonly at: Place };

/**
 * Rows one below the other, panels in lines that are exactly full. Fails where widths do not add up to 24, where
 * heights of a line differ, and where panels that carry a place of their own overlap or leave the grid.
 * `dashboard` is its uid, for the messages.
 */
export function layout(dashboard: string, rows: readonly Row[]): readonly Placed[] {
  const placed: Placed[] = [];
  let y = 0;
  for (const row of rows) {
    if (row.title !== undefined) {
      placed.push({ kind: "heading", row, at: { x: 0, y, w: COLUMNS, h: HEADING_HEIGHT } });
      y += HEADING_HEIGHT;
    }
    const inside = placesOf(dashboard, row);
    placed.push(...inside.map(({ panel, at }) => ({ kind: "panel" as const, panel, row, at: { ...at, y: at.y + y } })));
    y += Math.max(0, ...inside.map(({ at }) => at.y + at.h));
  }
  return placed;
}

export interface PanelPlace {
  readonly panel: Panel;
  readonly at: Place;
}

/** Places relative to the top of the row's panels. */
export function placesOf(dashboard: string, row: Row): readonly PanelPlace[] {
  const free = row.panels.filter(({ at }) => at !== undefined);
  if (free.length === 0) return flow(dashboard, row);
  if (free.length < row.panels.length) throw placedAndFlowing(dashboard, row.key);
  return apart(dashboard, row);
}

/** A line ends where it is full; one that panels leave short or overrun is a mistake in their widths. */
function flow(dashboard: string, row: Row): readonly PanelPlace[] {
  const placed: PanelPlace[] = [];
  let [x, y] = [0, 0];
  let line: Panel[] = [];
  for (const panel of row.panels) {
    line.push(panel);
    if (x + panel.width > COLUMNS) throw lineNotFull(dashboard, row.key, widths(line));
    if (panel.height !== line[0]?.height) throw heightsDiffer(dashboard, row.key, line);
    placed.push({ panel, at: { x, y, w: panel.width, h: panel.height } });
    x += panel.width;
    if (x === COLUMNS) {
      [x, y] = [0, y + panel.height];
      line = [];
    }
  }
  if (line.length > 0) throw lineNotFull(dashboard, row.key, widths(line));
  return placed;
}

function apart(dashboard: string, row: Row): readonly PanelPlace[] {
  const placed = row.panels.flatMap((panel) => (panel.at ? [{ panel, at: panel.at }] : []));
  for (const [index, one] of placed.entries()) {
    if (!inGrid(one.at)) throw outsideGrid(dashboard, one.panel.key, one.at);
    const other = placed.slice(0, index).find(({ at }) => overlaps(at, one.at));
    if (other) throw overlap(dashboard, other.panel.key, one.panel.key);
  }
  return placed;
}

export const inGrid = ({ x, y, w, h }: Place): boolean => x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= COLUMNS;

export const overlaps = (a: Place, b: Place): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const widths = (line: readonly Panel[]): readonly number[] => line.map(({ width }) => width);
