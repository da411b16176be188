import { type Format, written } from "./format.ts";

/** What `$name` stands for. */
export interface Value {
  readonly value: string | readonly string[];
  /** As people read it; the value itself where undefined. */
  readonly text?: string | readonly string[];
  /** As an address says it: All by its own name. The value itself where undefined. */
  readonly address?: readonly string[];
  /** Several may be chosen, so that Prometheus gets a regular expression. */
  readonly several?: boolean;
}

export type Lookup = (name: string, path?: string) => Value | undefined;

/** `$name`, `[[name]]`, `[[name:format]]`, `${name}`, `${name:format}` and `${name.path:format}`. */
const REFERENCE = /\$(\w+)|\[\[(\w+)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:}]+))?(?::([^}]+))?\}/g;

/**
 * A text with every variable that `lookup` knows in place of its name; others stay as they are. A variable that names
 * no format is written in `format`.
 */
export const interpolate = (text: string, lookup: Lookup, format: Format): string =>
  text.replaceAll(REFERENCE, (reference, ...groups: (string | undefined)[]) => {
    const [plain, bracketed, bracketedFormat, braced, path, bracedFormat] = groups;
    const name = plain ?? bracketed ?? braced ?? "";
    const found = lookup(name, path);
    return found === undefined
      ? reference
      : written(name, found, (bracketedFormat ?? bracedFormat ?? format) as Format);
  });

/** Names of the variables that a text uses, Grafana's own among them. */
export const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(REFERENCE)].map(([, plain, bracketed, , braced]) => plain ?? bracketed ?? braced ?? "");

/** The first lookup that knows a name answers. */
export const either =
  (...lookups: readonly Lookup[]): Lookup =>
  (name, path) => {
    for (const lookup of lookups) {
      const found = lookup(name, path);
      if (found !== undefined) return found;
    }
    return undefined;
  };

export const fixed =
  (values: Readonly<Record<string, string>>): Lookup =>
  (name) => {
    const value = values[name];
    return value === undefined ? undefined : { value };
  };
