import { type Dashboard, panelsOf } from "../dashboard.ts";
import { idsOf } from "../identity.ts";
import type { Panel } from "../panels/panel.ts";
import type { Json } from "../reading/json.ts";
import type { References } from "../references.ts";
import { writePanel } from "../v1/panels/panel.ts";
import { writeSettings } from "../v1/settings.ts";
import { writeLayout } from "./layout.ts";
import { checkLayout } from "./layout-check.ts";
import { writeElement } from "./panel.ts";
import { writeSpec } from "./settings.ts";

/** Of Grafana 13; 12 has v2beta1. */
export const API_VERSION = "dashboard.grafana.app/v2";

/** A dashboard as a resource of Grafana 13's API. Fails where `writeSpecV2` does. */
export const writeV2 = (dashboard: Dashboard, references: References): object => ({
  apiVersion: API_VERSION,
  kind: "Dashboard",
  metadata: { name: dashboard.uid },
  spec: writeSpecV2(dashboard, references),
});

/**
 * A dashboard as Grafana's v2 model: elements by our keys, placed by a layout of tabs, rows or a grid. Fails where
 * widths do not add up, two keys give one panel id, or a raw layout does not place every panel once.
 */
export function writeSpecV2(dashboard: Dashboard, references: References): object {
  const panels = panelsOf(dashboard);
  const written = new Map(panels.map((panel) => [panel.key, writePanel(panel, references) as Json]));
  const json = ({ key }: Panel): Json => written.get(key) ?? {};
  const ids = idsOf(dashboard.uid, panels);
  const elements = panels.map((panel) => [panel.key, writeElement(ids.get(panel.key) ?? 0, json(panel))] as const);
  const spec = writeSpec(writeSettings(dashboard, references) as Json);
  const keys = panels.map(({ key }) => key);
  const layout =
    spec["layout"] === undefined ? writeLayout(dashboard, json) : checkLayout(dashboard.uid, spec["layout"], keys);
  return { ...spec, elements: Object.fromEntries(elements), layout };
}
