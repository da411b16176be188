import { type Dashboard, type Row, rowsOf } from "../dashboard.ts";
import { placesOf } from "../layout.ts";
import type { Panel } from "../panels/panel.ts";
import type { PanelPosition, RowPosition } from "./difference.ts";

/** Where every panel stands, by its key, in the order in which they are read. */
export function positionsOf(dashboard: Dashboard): ReadonlyMap<string, PanelPosition> {
  const positions = new Map<string, PanelPosition>();
  for (const row of rowsOf(dashboard)) {
    const corners = cornersOf(dashboard.uid, row);
    for (const [at, panel] of row.panels.entries())
      positions.set(panel.key, {
        row: row.key,
        ...(row.title !== undefined && { heading: row.title }),
        ...(at > 0 && { after: row.panels[at - 1]?.key }),
        ...(corners.get(panel) ?? { x: at, y: 0 }),
      } as PanelPosition);
  }
  return positions;
}

/** Left and top of each panel; of a row whose lines are not full, nothing is known but the order. */
function cornersOf(uid: string, row: Row): ReadonlyMap<Panel, { readonly x: number; readonly y: number }> {
  try {
    return new Map(placesOf(uid, row).map(({ panel, at: { x, y } }) => [panel, { x, y }]));
  } catch {
    return new Map();
  }
}

export function rowPositionsOf({ rows, tabs }: Dashboard): ReadonlyMap<string, RowPosition> {
  const groups = [{ rows, tab: undefined }, ...tabs.map((tab) => ({ rows: tab.rows, tab: tab.key }))];
  return new Map(
    groups.flatMap((group) =>
      group.rows.map(({ key }, at) => {
        const after = group.rows[at - 1]?.key;
        return [key, { ...(group.tab !== undefined && { tab: group.tab }), ...(after !== undefined && { after }) }];
      }),
    ),
  );
}

/**
 * Who moved: those of `after` that are not among the longest run which kept its order. Both hold the same keys.
 * Moving one panel past three is one move, not four.
 */
export function moved(before: readonly string[], after: readonly string[]): readonly string[] {
  const kept = new Set(longestCommon(before, after));
  return after.filter((key) => !kept.has(key));
}

/** The longest increasing run of the places that `after`'s keys had before. */
function longestCommon(before: readonly string[], after: readonly string[]): readonly string[] {
  const runs: (readonly string[])[] = [];
  for (const key of after) {
    const place = before.indexOf(key);
    const fitting = runs.filter((run) => before.indexOf(run.at(-1) ?? "") < place);
    runs.push([...longest(fitting), key]);
  }
  return longest(runs);
}

const longest = (runs: readonly (readonly string[])[]): readonly string[] =>
  runs.reduce((best, run) => (run.length > best.length ? run : best), []);
