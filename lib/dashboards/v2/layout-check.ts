import { layoutNotWhole } from "../reading/errors.ts";
import { isObject, textAt } from "../reading/json.ts";

/** A layout of raw JSON that places every panel of the dashboard, each once. Fails on any other. */
export function checkLayout(uid: string, layout: unknown, keys: readonly string[]): unknown {
  const placed = elementsIn(layout);
  const missing = keys.find((key) => !placed.includes(key));
  const unknown = placed.find((name, index) => !keys.includes(name) || placed.indexOf(name) !== index);
  if (missing !== undefined || unknown !== undefined) throw layoutNotWhole(uid, missing, unknown);
  return layout;
}

/** Names of the elements that a layout places, in its order. */
export function elementsIn(layout: unknown): readonly string[] {
  if (Array.isArray(layout)) return layout.flatMap(elementsIn);
  if (!isObject(layout)) return [];
  const name = textAt(layout, "name");
  return layout["kind"] === "ElementReference" && name !== undefined
    ? [name]
    : Object.values(layout).flatMap(elementsIn);
}

/** The layout with its elements by other names. */
export function renamed(layout: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(layout)) return layout.map((one) => renamed(one, names));
  if (!isObject(layout)) return layout;
  const name = textAt(layout, "name") ?? "";
  if (layout["kind"] === "ElementReference") return { ...layout, name: names.get(name) ?? name };
  return Object.fromEntries(
    Object.entries(layout).map(([property, value]): [string, unknown] => [property, renamed(value, names)]),
  );
}
