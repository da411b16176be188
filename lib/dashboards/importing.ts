import type { Reading } from "./reading.ts";
import { checkShape, isV2, readDashboard, unwrapped } from "./reading-any.ts";
import { notADashboard } from "./reading-errors.ts";
import { isObject, type Json } from "./reading-json.ts";
import type { References } from "./references.ts";
import { migrate } from "./v1/migrate/index.ts";
import { checkLibrary } from "./v1/migrate/library.ts";

/**
 * A dashboard of any age that was made elsewhere: what `readDashboard` takes, and v1 of any schema version, repaired to
 * what Grafana 12 and the one Prometheus here can show. Fails on what is no dashboard and on library panels that hold
 * themselves.
 */
export function importDashboard(json: unknown, references: References): Reading {
  checkShape(json);
  if (isV2(json)) return readDashboard(json, references);
  const bare = unwrapped(json);
  if (!isDashboard(bare)) throw notADashboard(json);
  checkLibrary(bare);
  const { json: current, repairs } = migrate(bare, references);
  const reading = readDashboard(current, references);
  return { ...reading, repairs: [...repairs, ...reading.repairs] };
}

/** Panels, alone or in rows; or at least a title and what only a dashboard has. */
const isDashboard = (json: Json): boolean =>
  Array.isArray(json["panels"]) ||
  Array.isArray(json["rows"]) ||
  (typeof json["title"] === "string" && (isObject(json["templating"]) || json["schemaVersion"] !== undefined));
