import { type Dashboard, panelsOf, type Row, rowsOf } from "../dashboard.ts";
import { panelId } from "../link.ts";
import type { Panel } from "../panels/panel.ts";
import { alertsKept } from "./alerts-kept.ts";

/**
 * `other`, with the keys of `base` for what is the same in both: panels of one key or id; rows of one key, of one
 * heading, or that share most panels. JSON that was edited elsewhere carries ids, and no keys.
 */
export function matched(other: Dashboard, base: Dashboard): Dashboard {
  const withPanels = mapRows(other, (row) => ({ ...row, panels: row.panels.map((panel) => keyed(panel, base)) }));
  const keys = rowKeys(rowsOf(withPanels), rowsOf(base));
  const used = new Set(keys.values());
  return mapRows(withPanels, (row) => ({ ...row, key: keys.get(row) ?? unusedKey(row.key, used) }));
}

const mapRows = (dashboard: Dashboard, change: (row: Row) => Row): Dashboard => ({
  ...dashboard,
  rows: dashboard.rows.map(change),
  tabs: dashboard.tabs.map((tab) => ({ ...tab, rows: tab.rows.map(change) })),
});

function keyed(panel: Panel, base: Dashboard): Panel {
  const panels = panelsOf(base);
  const same = panels.find(({ key }) => key === panel.key) ?? panels.find((one) => panelId(one) === panelId(panel));
  if (!same) return panel;
  const { id: _, ...rest } = alertsKept(panel, same);
  return { ...rest, key: same.key, ...(same.id !== undefined && { id: same.id }) } as Panel;
}

type Likeness = (one: Row, other: Row) => number;
const sameKey: Likeness = (one, other) => (one.key === other.key ? 1 : 0);
const sameHeading: Likeness = (one, other) => (one.title === other.title && one.title !== undefined ? 1 : 0);
const sharedPanels: Likeness = (one, other) =>
  one.panels.filter(({ key }) => other.panels.some((panel) => panel.key === key)).length;

/** The surest likeness first; a row is like one other at most. */
function rowKeys(rows: readonly Row[], base: readonly Row[]): ReadonlyMap<Row, string> {
  const keys = new Map<Row, string>();
  for (const likeness of [sameKey, sameHeading, sharedPanels])
    for (const row of rows) {
      const free = base.filter(({ key }) => !keys.has(row) && ![...keys.values()].includes(key));
      const best = free.toSorted((a, b) => likeness(row, b) - likeness(row, a))[0];
      if (best && likeness(row, best) > 0) keys.set(row, best.key);
    }
  return keys;
}

function unusedKey(key: string, used: Set<string>): string {
  let [unused, number] = [key, 2];
  while (used.has(unused)) unused = `${key}-${number++}`;
  used.add(unused);
  return unused;
}
