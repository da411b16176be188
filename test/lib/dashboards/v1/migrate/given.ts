import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Json, listAt } from "../../../../../lib/dashboards/reading/json.ts";
import type { Repair } from "../../../../../lib/dashboards/reading/reading.ts";
import { migrate } from "../../../../../lib/dashboards/v1/migrate/index.ts";
import { references } from "../../given.ts";

/** QuantFlow's first dashboard: six panels of Grafana 2016, in the envelope of its API. */
export const seed: Json = JSON.parse(readFileSync(join(import.meta.dirname, "seed.json"), "utf8"));

const json = (value: unknown): Json => (isObject(value) ? value : {});

/** One panel of a dashboard of this version, migrated; what was told of it. */
export function migratedPanel(
  panel: Json,
  schemaVersion = 16,
): { readonly panel: Json; readonly told: readonly string[] } {
  const { json: made, repairs } = migrate({ schemaVersion, panels: [{ title: "P", ...panel }] }, references);
  return { panel: json(listAt(made, "panels")[0]), told: of(repairs, 'panel "P"') };
}

export function migrated(dashboard: Json): { readonly json: Json; readonly told: readonly string[] } {
  const { json: made, repairs } = migrate({ panels: [], ...dashboard }, references);
  return { json: made, told: of(repairs, "the dashboard") };
}

const of = (repairs: readonly Repair[], where: string): readonly string[] =>
  repairs.filter((one) => one.where === where).map(({ what }) => what);
