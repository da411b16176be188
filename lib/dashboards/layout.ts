import type { Dashboard, Row } from "./dashboard.ts";
import { HEADING_HEIGHT, PANEL_HEIGHT } from "./defaults.ts";
import { lineNotFull } from "./errors.ts";
import type { Panel } from "./panel.ts";

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
  | { readonly kind: "panel"; readonly panel: Panel; readonly at: Place };

/** Rows one below the other, panels in lines that are exactly full. Fails where widths do not add up to 24. */
export function layout(dashboard: Dashboard): readonly Placed[] {
  const placed: Placed[] = [];
  let y = 0;
  for (const row of dashboard.rows) {
    if (row.title !== undefined) {
      placed.push({ kind: "heading", row, at: { x: 0, y, w: COLUMNS, h: HEADING_HEIGHT } });
      y += HEADING_HEIGHT;
    }
    for (const line of lines(dashboard, row)) {
      placed.push(...place(line, y));
      y += PANEL_HEIGHT;
    }
  }
  return placed;
}

function place(line: readonly Panel[], y: number): readonly Placed[] {
  let x = 0;
  return line.map((panel) => {
    const at = { x, y, w: panel.width, h: PANEL_HEIGHT };
    x += panel.width;
    return { kind: "panel", panel, at };
  });
}

/** A line ends where it is full; one that panels leave short or overrun is a mistake in their widths. */
function lines(dashboard: Dashboard, row: Row): readonly (readonly Panel[])[] {
  const full: Panel[][] = [];
  const line: Panel[] = [];
  for (const panel of row.panels) {
    line.push(panel);
    const width = widthOf(line);
    if (width > COLUMNS) throw lineNotFull(dashboard.uid, row.key, widths(line));
    if (width === COLUMNS) full.push(line.splice(0));
  }
  if (line.length > 0) throw lineNotFull(dashboard.uid, row.key, widths(line));
  return full;
}

const widths = (line: readonly Panel[]): readonly number[] => line.map(({ width }) => width);
const widthOf = (line: readonly Panel[]): number => widths(line).reduce((sum, width) => sum + width, 0);
