import { isObject, type Json, listAt, numeric, textAt, valueAt } from "../../reading/json.ts";
import { said } from "./step.ts";

/** Texts for values, as they were written before 8: by number (1: a value, 2: a range), "null" for no value. */
export function mappingsOf(old: readonly unknown[]): readonly Json[] {
  const all = old.filter(isObject);
  const values = all.filter((one) => !isRange(one) && one["value"] !== undefined && !isNull(one["value"]));
  const options = values.map((one, index) => [String(one["value"]), said({ ...result(one), index })] as const);
  return [
    ...(options.length > 0 ? [{ type: "value", options: Object.fromEntries(options) }] : []),
    ...all.filter(isRange).map((one) => ({ type: "range", options: rangeOf(one) })),
    ...all
      .filter((one) => !isRange(one) && isNull(one["value"]))
      .map((one) => ({ type: "special", options: { match: "null", result: result(one) } })),
  ];
}

const isRange = (one: Json): boolean => one["type"] === 2 || (one["type"] === undefined && one["from"] !== undefined);
const isNull = (value: unknown): boolean => value === "null" || value === null;
const result = (one: Json): Json => said({ text: textAt(one, "text"), color: textAt(one, "color") });
const rangeOf = (one: Json): Json => ({ from: end(one["from"]), to: end(one["to"]), result: result(one) });
const end = (value: unknown): number | null => numeric(value) ?? null;

/** Mappings that are still numbered; those of today have a type in words. */
export const areOld = (mappings: unknown): mappings is readonly unknown[] =>
  Array.isArray(mappings) && mappings.some((one) => isObject(one) && typeof one["type"] === "number");

/** A single number's texts: those of values, or those of ranges, as `mappingType` chooses. */
export const chosenMappings = (panel: Json): readonly Json[] => {
  const isOfRanges = numeric(valueAt(panel, "mappingType")) === 2;
  const all = listAt(panel, isOfRanges ? "rangeMaps" : "valueMaps").filter(isObject);
  // Every panel was made with this one, that says nothing.
  const own = all.filter(
    (one) => !(isNull(one["value"]) && one["text"] === "N/A") && !(isNull(one["from"]) && one["text"] === "N/A"),
  );
  return mappingsOf(own.map((one) => ({ ...one, type: isOfRanges ? 2 : 1 })));
};
