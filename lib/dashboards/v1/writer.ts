import { type Dashboard, type Row, withoutTabs } from "../dashboard.ts";
import { REFRESH, SHARED_CROSSHAIR, TIME_RANGE } from "../defaults.ts";
import { idsOf } from "../identity.ts";
import { layout, type Placed } from "../layout.ts";
import { withRaw } from "../raw.ts";
import type { References } from "../references.ts";
import { writeAnnotation } from "./annotation.ts";
import { writePanel } from "./panels/panel.ts";
import { writeVariable } from "./variable.ts";

/** Grafana 12's last version of the model, which 13 reads too. */
export const SCHEMA_VERSION = 42;

/**
 * A dashboard as Grafana's v1 ("classic") JSON: the bare model, not the envelope of its HTTP API. Tabs follow one
 * another as rows. Fails where widths do not add up or two keys give one panel id.
 */
export function writeV1(dashboard: Dashboard, references: References): object {
  const settings = {
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.description,
    tags: dashboard.tags,
    schemaVersion: SCHEMA_VERSION,
    editable: true,
    graphTooltip: SHARED_CROSSHAIR,
    refresh: REFRESH,
    time: { from: dashboard.from, to: TIME_RANGE.to },
    timezone: "browser",
    annotations: { list: dashboard.annotations.map((one) => writeAnnotation(one, references)) },
    links: navigation(dashboard),
    templating: { list: dashboard.variables.map((one) => writeVariable(one, references)) },
  };
  return { ...withRaw(settings, dashboard.raw), panels: panels(dashboard, references) };
}

/** The dashboards that share its tags, on the same time range and choices. */
const navigation = ({ tags }: Dashboard): readonly object[] =>
  tags.length === 0
    ? []
    : [
        {
          type: "dashboards",
          title: "Dashboards",
          tags,
          asDropdown: true,
          includeVars: true,
          keepTime: true,
          targetBlank: false,
          icon: "external link",
          tooltip: "",
          url: "",
        },
      ];

function panels(dashboard: Dashboard, references: References): readonly object[] {
  const placed = layout(dashboard.uid, withoutTabs(dashboard).rows);
  const ids = idsOf(dashboard.uid, placed.map(keyed));
  const write = (one: Placed): object => ({
    id: ids.get(keyed(one).key),
    gridPos: one.at,
    ...(one.kind === "panel" ? writePanel(one.panel, references) : heading(one.row)),
  });
  const inside = (row: Row) => placed.filter((one) => one.kind === "panel" && one.row === row).map(write);
  // A closed row holds its panels; an open one is followed by them.
  return placed.flatMap((one) => {
    if (one.kind === "panel") return one.row.collapsed ? [] : [write(one)];
    return [one.row.collapsed ? { ...write(one), panels: inside(one.row) } : write(one)];
  });
}

const keyed = (placed: Placed) => (placed.kind === "panel" ? placed.panel : placed.row);

const heading = (row: Row): object =>
  withRaw({ type: "row", title: row.title, collapsed: row.collapsed ?? false, panels: [] }, row.raw);
