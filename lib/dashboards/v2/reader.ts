import { readOutline } from "../reading/outline.ts";
import type { Hints, Reading } from "../reading/reading.ts";
import type { References } from "../references.ts";
import { outlineV2 } from "./outline.ts";

/**
 * A dashboard of Grafana's v2 JSON (v2, v2beta1, v2alpha1): a resource, or its spec alone. Written again it is the same
 * JSON in canonical form, but for what is told as repaired. Fails on what is no dashboard.
 */
export const readV2 = (json: unknown, references: References, hints: Hints = {}): Reading =>
  readOutline(outlineV2(json, hints.uid), references, hints);
