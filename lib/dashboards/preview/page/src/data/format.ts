import type { Value } from "./interpolate.ts";

/**
 * How a variable is written: for PromQL, and Grafana's names for the rest.
 * Source: Grafana, "Advanced variable format options".
 */
export type Format =
  | "prometheus"
  | "glob"
  | "regex"
  | "pipe"
  | "csv"
  | "json"
  | "raw"
  | "text"
  | "percentencode"
  | "uriencode"
  | "queryparam"
  | "singlequote"
  | "doublequote";

type Write = (values: readonly string[], value: Value, name: string) => string;

const FORMATS: { readonly [F in Format]: Write } = {
  prometheus: (values, value) => (value.several ? oneOf(values.map(inPattern)) : inString(values.join(","))),
  glob: (values) => (values.length === 1 ? values.join() : `{${values.join(",")}}`),
  regex: (values) => oneOf(values.map((one) => one.replaceAll(SPECIAL, "\\$&"))),
  pipe: (values) => values.join("|"),
  csv: (values) => values.join(","),
  json: (values) => JSON.stringify(values.length === 1 ? values[0] : values),
  raw: (values) => values.join(","),
  text: (values, { text }) => (text === undefined ? values : [text].flat()).join(" + "),
  percentencode: (values) => encodeURIComponent(FORMATS.glob(values, { value: values }, "")),
  uriencode: (values) => encodeURI(FORMATS.glob(values, { value: values }, "")),
  queryparam: (values, { address }, name) =>
    (address ?? values).map((one) => `var-${name}=${encodeURIComponent(one)}`).join("&"),
  singlequote: (values) => values.map((one) => `'${one.replaceAll("'", "\\'")}'`).join(","),
  doublequote: (values) => values.map((one) => `"${one.replaceAll('"', '\\"')}"`).join(","),
};

/** A variable's value in a format; an unknown one is `glob`, as in Grafana. */
export const written = (name: string, value: Value, format: Format): string =>
  (FORMATS[format] ?? FORMATS.glob)([value.value].flat(), value, name);

/** Characters with a meaning in RE2. */
const SPECIAL = /[\\$^*{}[\]+?.()|]/g;

/** Matches a value and nothing else, inside a PromQL string: the string takes one level of backslashes away. */
const inPattern = (value: string): string =>
  value.replaceAll(SPECIAL, "\\$&").replaceAll("\\", "\\\\").replaceAll('"', '\\"');

const inString = (value: string): string => value.replaceAll("\\", "\\\\").replaceAll('"', '\\"');

const oneOf = (patterns: readonly string[]): string =>
  patterns.length === 1 ? patterns.join() : `(${patterns.join("|")})`;
