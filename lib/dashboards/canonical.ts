import { isObject, type Json } from "./reading/json.ts";

/** JSON in which two values that say the same are equal: names in order; a property that is null is one that is absent. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value ?? null;
  const names = Object.keys(value).filter((name) => value[name] !== null && value[name] !== undefined);
  return Object.fromEntries(names.sort().map((name) => [name, canonical(value[name])]));
}

export const canonicalObject = (json: Json): Json => canonical(json) as Json;

/** Without the properties that say what Grafana takes for said when they are absent. */
export const withoutDefaults = (json: Json, defaults: Json): Json =>
  Object.fromEntries(
    Object.entries(json).filter(([name, value]) => !(Object.hasOwn(defaults, name) && same(value, defaults[name]))),
  );

/** For values that are canonical. */
export const same = (one: unknown, other: unknown): boolean =>
  one === other ||
  (typeof one === "object" && typeof other === "object" && JSON.stringify(one) === JSON.stringify(other));
