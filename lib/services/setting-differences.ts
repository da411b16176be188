/** A value as YAML says it. */
export type Setting = unknown;

const SECRET = /(password|credentials|secret|token|api_key|service_key|routing_key|bearer)$/;
const ADDRESS = /url$/;

/**
 * What differs between two values of a configuration, a line for each setting by its path: `scrape_timeout 10s -> 5s`.
 * Of what may hold a secret only that it changed; files of secrets are told by their names. The order of keys means
 * nothing.
 */
export function settingDifferences(before: Setting, after: Setting, path = ""): readonly string[] {
  if (canonical(before) === canonical(after)) return [];
  if (isRecord(before) && isRecord(after))
    return keysOf(before, after).flatMap((key) =>
      settingDifferences(before[key], after[key], path === "" ? key : `${path}.${key}`),
    );
  const name = path || "value";
  if (SECRET.test(name) || ADDRESS.test(name)) return [`${name} ${verb(before, after)}`];
  if (isPlainList(before) && isPlainList(after)) return [listDifference(name, before, after)];
  if (isStructured(before) || isStructured(after)) return [`${name} ${verb(before, after)}`];
  return [plainDifference(name, before, after)];
}

/** The same text for all values that mean the same. */
export function canonical(value: Setting): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "undefined";
  const said = Object.keys(value)
    .sort()
    .filter((key) => value[key] !== undefined);
  return `{${said.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

export const isRecord = (value: Setting): value is Readonly<Record<string, Setting>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isStructured = (value: Setting): boolean => typeof value === "object" && value !== null;
const isPlainList = (value: Setting): value is readonly Setting[] => Array.isArray(value) && !value.some(isStructured);

const keysOf = (before: object, after: object): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();

function verb(before: Setting, after: Setting): string {
  if (before === undefined) return "added";
  return after === undefined ? "removed" : "changed";
}

function plainDifference(name: string, before: Setting, after: Setting): string {
  if (before === undefined) return `${name} ${shown(after)} added`;
  return after === undefined ? `${name} ${shown(before)} removed` : `${name} ${shown(before)} -> ${shown(after)}`;
}

function listDifference(name: string, before: readonly Setting[], after: readonly Setting[]): string {
  const come = after.filter((item) => !before.includes(item)).map(shown);
  const gone = before.filter((item) => !after.includes(item)).map(shown);
  if (come.length + gone.length === 0) return `${name} in another order`;
  return [
    ...(gone.length > 0 ? [`${name} ${gone.join(", ")} removed`] : []),
    ...(come.length > 0 ? [`${name} ${come.join(", ")} added`] : []),
  ].join(", ");
}

const MAXIMUM_LENGTH = 80;
const shown = (value: Setting): string => {
  const text = `${value}`.replace(/\s+/g, " ");
  return text.length > MAXIMUM_LENGTH ? `${text.slice(0, MAXIMUM_LENGTH)}…` : text;
};
