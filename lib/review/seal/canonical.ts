import type { Value } from "../plan/value.ts";

/**
 * One text for equal values, as RFC 8785 (JSON Canonicalization Scheme) writes them: keys by their UTF-16 code units,
 * no white space, ECMAScript's numbers and string escapes.
 */
export function canonicalJson(value: Value): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value).sort(byKey).map(member).join(",")}}`;
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const byKey = ([a]: [string, Value], [b]: [string, Value]): number => (a < b ? -1 : 1);

const member = ([key, value]: [string, Value]): string => `${JSON.stringify(key)}:${canonicalJson(value)}`;
