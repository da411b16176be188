import type { Json } from "../../reading/json.ts";
import type { References } from "../../references.ts";

/** Told of each repair, in words. */
export type Tell = (what: string) => void;

/** One thing that changed between Grafana's versions; a panel without the old form is returned as it is. */
export type Step = (panel: Json, tell: Tell, references: References) => Json;

/** An object without the properties that are undefined. */
export const said = (json: Readonly<Record<string, unknown>>): Json =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
