import type { Marks, Value } from "./value.ts";

type Fields = { readonly [key: string]: Value };

/** Key by key, in any order, without writing anything out. */
export function isEqual(one: Value | Marks | undefined, other: Value | Marks | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [fields, others] = [one as Fields, other as Fields];
  const keys = Object.keys(fields);
  if (keys.length !== Object.keys(others).length) return false;
  return keys.every((key) => Object.hasOwn(others, key) && isEqual(fields[key], others[key]));
}

/**
 * Lets attributes that are equal on both sides be one value: most of a resource stays as it is, and whoever compares,
 * searches or keeps the sides then does it once. `after` is changed in place: nobody but its reader may have it yet.
 */
export function share(before: unknown, after: unknown): void {
  if (!isFields(before) || !isFields(after)) return;
  for (const name of Object.keys(after))
    if (Object.hasOwn(before, name) && isEqual(before[name] as Value, after[name] as Value)) after[name] = before[name];
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
