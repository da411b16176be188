import type { Described } from "../../panels/described.ts";
import type { Drawn } from "../../panels/drawn.ts";
import { type Json, objectAt } from "../../reading/json.ts";
import { type ReadDescription, withAlerts } from "../description.ts";
import { readScale, readValues } from "../field-config.ts";
import { readQueries } from "../targets.ts";

/** What was read of a panel before its kind is looked at. */
export interface Part extends Described {
  readonly limits: ReadDescription["limits"];
}

/** The common part of a panel that draws queries; undefined where it asks for something else than PromQL. */
export function readDrawn({ limits, ...described }: Part, panel: Json): Drawn | undefined {
  const queries = readQueries(panel);
  if (queries === undefined) return undefined;
  const scale = readScale(objectAt(panel, "fieldConfig", "defaults"));
  return {
    ...described,
    ...readValues(panel),
    ...scale,
    thresholds: withAlerts(scale.thresholds, limits),
    queries,
  };
}
