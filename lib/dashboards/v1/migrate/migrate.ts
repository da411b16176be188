import { isObject, type Json, listAt, numeric, objectAt } from "../../reading/json.ts";
import type { Repair } from "../../reading/reading.ts";
import { type References, reference } from "../../references.ts";
import { nameOf, reporting } from "../repair.ts";
import { SCHEMA_VERSION } from "../settings.ts";
import { withDataSource } from "./data-sources.ts";
import { fieldOptions, hiddenLegend, hiddenSeries, numberedMappings, tableCells, tooltipOptions } from "./fields.ts";
import { panelLinks } from "./links.ts";
import { graph } from "./panels/graph.ts";
import { heatmapOld } from "./panels/heatmap-old.ts";
import { singlestat } from "./panels/singlestat.ts";
import { tableOld } from "./panels/table-old.ts";
import { text } from "./panels/text.ts";
import { onGrid } from "./rows.ts";
import { settings } from "./settings.ts";
import type { Step } from "./step.ts";
import { mergedLabels, transformations } from "./transformations.ts";
import { variable } from "./variables.ts";

export interface Migrated {
  readonly json: Json;
  readonly repairs: readonly Repair[];
}

/** What a panel of any version is put through; each step knows its old form by its shape. */
const STEPS: readonly Step[] = [
  graph,
  singlestat,
  tableOld,
  heatmapOld,
  text,
  fieldOptions,
  panelLinks,
  numberedMappings,
  tooltipOptions,
  hiddenLegend,
  tableCells,
  transformations,
];

/**
 * v1 JSON of any age as Grafana 12 wants it, with every change in words: rows on the grid, panels of plug-ins that are
 * gone as their successors, data sources by uid. What Grafana of that day did by itself (a version of its schema at a
 * time) is done by what the JSON looks like. Takes the bare model; v2 and envelopes are the reader's business.
 */
export function migrate(old: Json, references: References): Migrated {
  const { repairs, report } = reporting();
  const tell = (what: string) => report("the dashboard", what);
  const version = numeric(old["schemaVersion"]) ?? 0;
  if (version < SCHEMA_VERSION) tell(`is of schema version ${version || "none"}: of ${SCHEMA_VERSION} now`);
  const placed = settings(onGrid(old), tell);
  const pointed = withDataSource(placed, reference(references.metrics), tell);
  const steps = [
    ...STEPS,
    ...(version < 31 ? [mergedLabels] : []),
    ...(version < SCHEMA_VERSION ? [hiddenSeries] : []),
  ];
  const panelOf = (panel: unknown, index: number): unknown => {
    if (!isObject(panel)) return panel;
    const where = nameOf(panel, index);
    const made = steps.reduce((one, step) => step(one, (what) => report(where, what), references), panel);
    return Array.isArray(made["panels"]) ? { ...made, panels: made["panels"].map(panelOf) } : made;
  };
  const panels = listAt(pointed, "panels")
    .filter((panel) => !isRepetition(panel))
    .map(panelOf);
  const json = {
    ...pointed,
    schemaVersion: Math.max(version, SCHEMA_VERSION),
    panels,
    ...variables(pointed, version, report),
  };
  return { json, repairs };
}

/** A copy that Grafana before 8 kept of a panel which repeats itself. */
const isRepetition = (panel: unknown): boolean =>
  isObject(panel) && (panel["repeatPanelId"] != null || panel["repeatByRow"] != null);

function variables(json: Json, version: number, report: (where: string, what: string) => void): Json {
  if (!isObject(json["templating"])) return {};
  const list = listAt(json, "templating", "list").map((one) =>
    isObject(one) ? variable(one, version, (what) => report(`variable "${one["name"]}"`, what)) : one,
  );
  return { templating: { ...objectAt(json, "templating"), list } };
}
