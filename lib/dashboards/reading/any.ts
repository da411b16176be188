import type { References } from "../references.ts";
import { migrate } from "../v1/migrate/index.ts";
import { readV1 } from "../v1/reader.ts";
import { readV2 } from "../v2/reader.ts";
import { notADashboard, tooDeep } from "./errors.ts";
import { withoutInputs } from "./export.ts";
import { isObject, type Json, objectAt, textAt, valueAt } from "./json.ts";
import type { Hints, Reading } from "./reading.ts";

/** No dashboard comes near; what goes through it may call itself once a level. */
const DEEPEST = 1000;

/**
 * A dashboard of any JSON that Grafana gives: the bare model of v1 or v2, v1 in the envelope of the HTTP API, an export
 * with inputs, a resource of `dashboard.grafana.app`; v1 of any age. Fails on what is none, and on JSON nested over 1,000 levels.
 */
export function readDashboard(json: unknown, references: References, hints: Hints = {}): Reading {
  checkShape(json);
  if (isV2(json)) return readV2(json, references, hints);
  const answered = withoutInputs(unwrapped(json), references);
  const migrated = migrate(answered.json, references);
  const panels = answered.json["panels"] ?? [];
  // Panels that are no list are told of by the reader.
  const bare = Array.isArray(panels) ? migrated.json : { ...migrated.json, panels };
  const reading = readV1(bare, references, hints);
  return { ...reading, repairs: [...answered.repairs, ...migrated.repairs, ...reading.repairs] };
}

/** Fails on what is no object, and on JSON nested over 1,000 levels. */
export function checkShape(json: unknown): asserts json is Json {
  if (isDeeperThan(json, DEEPEST)) throw tooDeep(DEEPEST);
  if (!isObject(json)) throw notADashboard(json);
}

/** A resource says so; a spec that stands alone has elements in place of panels. */
export const isV2 = (json: Json): boolean =>
  /^dashboard\.grafana\.app\/v2/.test(textAt(json, "apiVersion") ?? "") || isObject(valueAt(json, "elements"));

/** The dashboard inside of an envelope or a resource. */
export function unwrapped(json: Json): Json {
  if (isObject(json["dashboard"]) && !Array.isArray(json["panels"])) return objectAt(json, "dashboard");
  if (textAt(json, "kind") === "Dashboard" && isObject(json["spec"]))
    return { ...json["spec"], uid: textAt(json, "metadata", "name") };
  return json;
}

/** Level by level, as one that is too deep would end a function that calls itself. */
function isDeeperThan(json: unknown, deepest: number): boolean {
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}
