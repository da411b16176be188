import { isObject, type Json, listAt, numeric, textAt, valueAt } from "../reading/json.ts";
import type { Repair } from "../reading/reading.ts";
import { refId } from "./targets.ts";

/** Collects what had to be repaired, in words. */
export type Report = (where: string, what: string) => void;

/** How a panel is called in a report, before it has a key. */
export const nameOf = (panel: Json, index: number): string => {
  const title = textAt(panel, "title");
  return title ? `panel "${title}"` : `panel ${index + 1}`;
};

/** The objects of a list. What is no list is an empty one; what is no object is left out. */
export function objectsOf(json: Json, names: readonly string[], where: string, report: Report): readonly Json[] {
  const list = valueAt(json, ...names);
  if (list !== undefined && list !== null && !Array.isArray(list))
    report(where, `${names.join(".")} is no list: it is left out`);
  const found = listAt(json, ...names);
  const objects = found.filter(isObject);
  if (objects.length < found.length)
    report(where, `${found.length - objects.length} of ${names.join(".")} are no objects: they are left out`);
  return objects;
}

/** Ids that are whole numbers above zero and nobody else's; a panel without one gets it from its key. */
export class Ids {
  readonly #owners = new Map<number, string>();

  take(json: Json, where: string, report: Report): number | undefined {
    const id = numeric(json["id"]);
    if (id === undefined || !Number.isSafeInteger(id) || id <= 0) {
      report(where, "has no id that is a number above 0: it gets one from its key");
      return undefined;
    }
    const owner = this.#owners.get(id);
    if (owner !== undefined) {
      report(where, `has the id ${id} of ${owner}: it gets one from its key`);
      return undefined;
    }
    this.#owners.set(id, where);
    return id;
  }
}

/** Queries with references of their own: later ones that repeat one are counted on. */
export function withOwnReferences(panel: Json, where: string, report: Report): Json {
  if (!Array.isArray(panel["targets"])) return panel;
  const targets = objectsOf(panel, ["targets"], where, report);
  const used = new Set(targets.map((target) => textAt(target, "refId")));
  const seen = new Set<string>();
  const own = targets.map((target) => {
    const name = textAt(target, "refId");
    if (name === undefined) return target;
    if (!seen.has(name)) {
      seen.add(name);
      return target;
    }
    const free = firstFree(used);
    report(where, `has two queries ${name}: the later is ${free} now`);
    return { ...target, refId: free };
  });
  return { ...panel, targets: own };
}

function firstFree(used: Set<string | undefined>): string {
  let index = 0;
  while (used.has(refId(index))) index++;
  used.add(refId(index));
  return refId(index);
}

/** A list of repairs and the report that fills it. */
export function reporting(): { readonly repairs: Repair[]; readonly report: Report } {
  const repairs: Repair[] = [];
  return { repairs, report: (where, what) => void repairs.push({ where, what }) };
}
