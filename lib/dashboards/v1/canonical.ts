import type { Json } from "../reading/json.ts";
import type { PanelOutline, RowOutline } from "../reading/outline.ts";
import { packed } from "../reading/places.ts";
import { canonicalPanel } from "./canonical-panel.ts";
import { outlineV1 } from "./outline.ts";
import { canonicalHeading } from "./row.ts";
import { canonicalSettings } from "./settings.ts";

/**
 * v1 JSON in the one form that all its spellings share: names in order, null as absent, Grafana's defaults written out,
 * panels packed as Grafana packs them, without what Grafana counts by itself. Fails on what is no dashboard.
 */
export function canonicalV1(json: unknown): Json {
  const { uid, settings, rows } = outlineV1(json);
  return { ...canonicalSettings(settings), uid, panels: rows.map(canonicalRow) };
}

const canonicalRow = ({ id, title, collapsed, json, panels }: RowOutline): Json => ({
  ...(title !== undefined && { heading: { id: id ?? null, ...canonicalHeading({ ...json, title, collapsed }) } }),
  panels: packed(panels).map(placedPanel),
});

const placedPanel = ({ id, at, json }: PanelOutline): Json => ({
  ...canonicalPanel(json),
  id: id ?? null,
  gridPos: at,
});
