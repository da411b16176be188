/** Plain values, as JSON has them: what is undefined is as good as absent. */
export function equal(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  return keysOf(one, other).every((key) => equal(one[key], other[key]));
}

export type PlainObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is PlainObject => typeof value === "object" && value !== null;

/** The names of both, in their order. */
export const keysOf = (...all: readonly object[]): readonly string[] => [...new Set(all.flatMap(Object.keys))];
