/** An object of a foreign file. Nothing is known of it; a name is its own only if `Object.hasOwn` says so. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value at a path of names; undefined where there is none. `__proto__` and `constructor` are names like any other. */
export const valueAt = (json: unknown, ...names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>((value, name) => (hasOwn(value, name) ? value[name] : undefined), json);

const hasOwn = (value: unknown, name: string | number): value is Readonly<Record<string | number, unknown>> =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name);

export const textAt = (json: unknown, ...names: readonly (string | number)[]): string | undefined => {
  const value = valueAt(json, ...names);
  return typeof value === "string" ? value : undefined;
};

export const numberAt = (json: unknown, ...names: readonly (string | number)[]): number | undefined => {
  const value = valueAt(json, ...names);
  return typeof value === "number" ? value : undefined;
};

/** Empty where there is no list. */
export const listAt = (json: unknown, ...names: readonly (string | number)[]): readonly unknown[] => {
  const value = valueAt(json, ...names);
  return Array.isArray(value) ? value : [];
};

/** Empty where there is no object. */
export const objectAt = (json: unknown, ...names: readonly (string | number)[]): Json => {
  const value = valueAt(json, ...names);
  return isObject(value) ? value : {};
};

/** A number, also where it is written as text; undefined where it is none, or infinite (JSON reads 1e999 so). */
export const numeric = (value: unknown): number | undefined => {
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : undefined;
};

export const without = (json: Json, ...names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));

/** Both, level by level; where both say something, `json` is right. Lists are not mixed. */
export const filled = (json: Json, defaults: Json): Json => ({
  ...json,
  ...Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => {
      const own = valueAt(json, name);
      return [name, isObject(own) && isObject(value) ? filled(own, value) : (own ?? value)];
    }),
  ),
});
