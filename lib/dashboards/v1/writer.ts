import type { Dashboard } from "../dashboard.ts";
import { REFRESH, SHARED_CROSSHAIR, TIME_RANGE } from "../defaults.ts";
import { idsOf } from "../identity.ts";
import { layout, type Placed } from "../layout.ts";
import { writePanel } from "./panel.ts";
import type { Sources } from "./sources.ts";
import { writeVariable } from "./variable.ts";

/** Grafana 12's last version of the model, which 13 reads too. */
const SCHEMA_VERSION = 42;

/**
 * A dashboard as Grafana's v1 ("classic") JSON: the bare model, not the envelope of its HTTP API.
 * Fails where widths do not add up or two keys give one panel id.
 */
export function writeV1(dashboard: Dashboard, sources: Sources): object {
  const placed = layout(dashboard);
  const ids = idsOf(dashboard.uid, placed.map(keyOf));
  return {
    uid: dashboard.uid,
    title: dashboard.title,
    description: dashboard.description,
    tags: dashboard.tags,
    schemaVersion: SCHEMA_VERSION,
    editable: true,
    graphTooltip: SHARED_CROSSHAIR,
    refresh: REFRESH,
    time: TIME_RANGE,
    timezone: "browser",
    annotations: { list: [] },
    links: [],
    templating: { list: dashboard.variables.map((variable) => writeVariable(variable, sources)) },
    panels: placed.map((one) => ({ id: ids.get(keyOf(one)), gridPos: one.at, ...write(one, sources) })),
  };
}

const keyOf = (placed: Placed): string => (placed.kind === "panel" ? placed.panel.key : placed.row.key);

const write = (placed: Placed, sources: Sources): object =>
  placed.kind === "panel"
    ? writePanel(placed.panel, sources)
    : { type: "row", title: placed.row.title, collapsed: false, panels: [] };
