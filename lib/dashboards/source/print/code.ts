/** Expressions of TypeScript, as far as a dashboard needs them; format.ts lays them out. */
export type Code =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "object"; readonly entries: readonly Entry[]; readonly open: boolean }
  | { readonly kind: "array"; readonly items: readonly Code[] }
  | { readonly kind: "call"; readonly callee: string; readonly given: readonly Code[] };

export interface Entry {
  readonly key: string;
  readonly value: Code;
  /** Lines that stand above it. */
  readonly comment?: string;
}

/** A number, a name: whatever has no inside. */
export const word = (text: string): Code => ({ kind: "word", text });
export const string = (value: string): Code => ({ kind: "string", value });
export const array = (items: readonly Code[]): Code => ({ kind: "array", items });
export const call = (callee: string, ...given: readonly Code[]): Code => ({ kind: "call", callee, given });

/** In one line where it fits. Entries without a value are left out. */
export const object = (entries: readonly (Entry | undefined)[]): Code => ({
  kind: "object",
  entries: entries.filter((entry) => entry !== undefined),
  open: false,
});

/** One line an entry, however short they are. */
export const openObject = (entries: readonly (Entry | undefined)[]): Code => ({
  kind: "object",
  entries: entries.filter((entry) => entry !== undefined),
  open: true,
});

/** Nothing where there is no value. */
export const entry = (key: string, value: Code | undefined, comment?: string): Entry | undefined =>
  value && { key, value, ...(comment !== undefined && { comment }) };

/** Any JSON value, and `undefined`. */
export function literal(value: unknown): Code {
  if (typeof value === "string") return string(value);
  if (typeof value === "number") return word(numeral(value));
  if (Array.isArray(value)) return array(value.map(literal));
  if (typeof value !== "object" || value === null) return word(String(value));
  return object(Object.entries(value).map(([key, one]) => ({ key, value: literal(one) })));
}

/** JSON.parse makes an infinite number of 1e999, and keeps the sign of zero. */
function numeral(value: number): string {
  if (Object.is(value, -0)) return "-0";
  if (Number.isFinite(value)) return String(value).replace("e+", "e");
  return value > 0 ? "Number.POSITIVE_INFINITY" : "Number.NEGATIVE_INFINITY";
}
