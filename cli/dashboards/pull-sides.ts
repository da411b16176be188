import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { matched, type Versions, withoutCounters } from "../../lib/dashboards/diff/index.ts";
import { type Dashboard, DashboardError, type References } from "../../lib/dashboards/index.ts";
import { readDashboard } from "../../lib/dashboards/reading/any.ts";
import { hintsOf, type Reading, type Repair } from "../../lib/dashboards/reading/reading.ts";
import { writeV1 } from "../../lib/dashboards/v1/writer.ts";
import { writeV2 } from "../../lib/dashboards/v2/writer.ts";
import { notADashboard, notJson, notThisDashboard, nowhereToLook, unreadableFile } from "./errors.ts";
import { dashboardInGrafana, type InGrafana } from "./grafana.ts";
import type { GrafanaAccess } from "./grafana-ask.ts";

/** Where the live and the last applied dashboard are to be found. */
export interface Where {
  readonly grafana: GrafanaAccess | undefined;
  readonly live: string | undefined;
  readonly applied: string | undefined;
}

/** The JSON of a dashboard from files, else from Grafana. */
export async function jsonOf({ grafana, live, applied }: Where, uid: string): Promise<InGrafana> {
  if (live !== undefined) return { live: jsonIn(live), applied: applied === undefined ? undefined : jsonIn(applied) };
  if (!grafana) throw nowhereToLook();
  const found = await dashboardInGrafana(grafana, uid);
  return applied === undefined ? found : { ...found, applied: jsonIn(applied) };
}

function jsonIn(file: string): unknown {
  const text = textIn(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(file, cause as Error);
  }
}

function textIn(file: string): string {
  try {
    return readFileSync(resolve(file), "utf8");
  } catch (cause) {
    throw unreadableFile(file, cause as Error);
  }
}

/** The three versions, and what the live JSON has that they do not show. */
export interface Sides extends Versions {
  readonly repairs: readonly Repair[];
}

/**
 * The three versions as plain models that can be compared. The code's is written and read back, in Grafana's form, so
 * that what the form cannot hold is no difference.
 */
export function versionsOf(code: Dashboard, json: InGrafana, references: References): Sides {
  const live = readAs("The live JSON", json.live, code, references);
  const applied = json.applied === undefined ? undefined : readAs("The applied JSON", json.applied, code, references);
  const known = new Set(applied?.repairs.map(repairText));
  return {
    code: throughGrafana(code, json.live, references),
    applied: applied?.dashboard,
    live: live.dashboard,
    // What was so when it was applied is no edit.
    repairs: live.repairs.filter((one) => !known.has(repairText(one))),
  };
}

const repairText = ({ where, what }: Repair): string => `${where} ${what}`;

function read(json: unknown, code: Dashboard, references: References): Pick<Reading, "dashboard" | "repairs"> {
  const { dashboard, repairs } = readDashboard(json, references, hintsOf(code));
  return { dashboard: withoutCounters(matched(dashboard, code)), repairs };
}

/** JSON from outside. Fails on what is no dashboard, and on another one. */
function readAs(which: string, json: unknown, code: Dashboard, references: References): ReturnType<typeof read> {
  try {
    const found = read(json, code, references);
    if (found.dashboard.uid !== code.uid) throw notThisDashboard(which, found.dashboard.uid, code.uid);
    return found;
  } catch (error) {
    if (error instanceof DashboardError) throw notADashboard(which, error.code, error.message);
    throw error;
  }
}

/** A dashboard of the code as it comes back from a Grafana of the same kind as the live JSON is of. */
export function throughGrafana(code: Dashboard, like: unknown, references: References): Dashboard {
  const written = isV2(like) ? writeV2(code, references) : writeV1(code, references);
  return read(written, code, references).dashboard;
}

const isV2 = (json: unknown): boolean =>
  typeof json === "object" &&
  json !== null &&
  ("elements" in json || ("apiVersion" in json && isV2Name(json.apiVersion)));

const isV2Name = (apiVersion: unknown): boolean => typeof apiVersion === "string" && apiVersion.includes("/v2");
