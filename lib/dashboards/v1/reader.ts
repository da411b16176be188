import { readOutline } from "../reading/outline.ts";
import type { Hints, Reading } from "../reading/reading.ts";
import type { References } from "../references.ts";
import { outlineV1 } from "./outline.ts";

/**
 * A dashboard of Grafana's v1 JSON: the bare model. Written again it is the same JSON in canonical form, but for what
 * is told as repaired. Fails on what is no dashboard.
 */
export const readV1 = (json: unknown, references: References, hints: Hints = {}): Reading =>
  readOutline(outlineV1(json), references, hints);
