import type { References } from "../references.ts";
import { checkLibrary } from "../v1/migrate/library.ts";
import { checkShape, isV2, readDashboard, unwrapped } from "./any.ts";
import { notADashboard } from "./errors.ts";
import { isObject, type Json } from "./json.ts";
import type { Reading } from "./reading.ts";

/**
 * A dashboard that was made elsewhere, as `readDashboard` reads it. Fails also on objects of other kinds, which would
 * read as an empty dashboard, and on library panels that are shown by way of themselves.
 */
export function importDashboard(json: unknown, references: References): Reading {
  checkShape(json);
  if (isV2(json)) return readDashboard(json, references);
  const bare = unwrapped(json);
  if (!isDashboard(bare)) throw notADashboard(json);
  checkLibrary(bare);
  return readDashboard(json, references);
}

/** Panels, alone or in rows; or at least a title and what only a dashboard has. */
const isDashboard = (json: Json): boolean =>
  Array.isArray(json["panels"]) ||
  Array.isArray(json["rows"]) ||
  (typeof json["title"] === "string" && (isObject(json["templating"]) || json["schemaVersion"] !== undefined));
