import { type Dashboard, type Row, withoutTabs } from "../dashboard.ts";
import { idsOf } from "../identity.ts";
import { layout, type Placed } from "../layout.ts";
import type { References } from "../references.ts";
import { writePanel } from "./panels/panel.ts";
import { writeHeading } from "./row.ts";
import { writeSettings } from "./settings.ts";

/**
 * A dashboard as Grafana's v1 ("classic") JSON: the bare model, not the envelope of its HTTP API. Tabs follow one
 * another as rows. Fails where widths do not add up or two keys give one panel id.
 */
export const writeV1 = (dashboard: Dashboard, references: References): object => ({
  ...writeSettings(dashboard, references),
  panels: panels(dashboard, references),
});

function panels(dashboard: Dashboard, references: References): readonly object[] {
  const placed = layout(dashboard.uid, withoutTabs(dashboard).rows);
  const ids = idsOf(dashboard.uid, placed.map(keyed));
  const write = (one: Placed): object => ({
    id: ids.get(keyed(one).key),
    gridPos: one.at,
    ...(one.kind === "panel" ? writePanel(one.panel, references) : writeHeading(one.row)),
  });
  const inside = (row: Row) => placed.filter((one) => one.kind === "panel" && one.row === row).map(write);
  // A closed row holds its panels; an open one is followed by them.
  return placed.flatMap((one) => {
    if (one.kind === "panel") return isClosed(one.row) ? [] : [write(one)];
    return [isClosed(one.row) ? { ...write(one), panels: inside(one.row) } : write(one)];
  });
}

/** A row without a heading has nothing that could be opened. */
const isClosed = (row: Row): boolean => row.collapsed === true && row.title !== undefined;

const keyed = (placed: Placed) => (placed.kind === "panel" ? placed.panel : placed.row);
