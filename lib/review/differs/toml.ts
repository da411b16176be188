import type { Fields } from "./node.ts";

const HEADER = /^\s*(\[\[?[^[\]]+\]\]?)\s*(#.*)?$/;
const ASSIGNMENT = /^([\w."'\s-]+)=(.*)$/;
const BLANK = /^\s*(#.*)?$/;

/**
 * TOML by the lines, `[table] key` to its value as written, enough to name what changed; undefined for any other text.
 * A value over several lines is taken to the next key. Source of the form: toml.io/en/v1.0.0
 */
export function readToml(text: string): Fields | undefined {
  const values = new Map<string, string>();
  const tables = new Map<string, number>();
  let table = "";
  let last: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const open = isOpen(last === undefined ? "" : (values.get(last) ?? ""));
    const header = open ? undefined : HEADER.exec(line)?.[1];
    const [, key, value] = open ? [] : (ASSIGNMENT.exec(line) ?? []);
    if (header !== undefined) {
      table = numbered(header, tables);
      last = undefined;
    } else if (key !== undefined && value !== undefined) {
      last = table === "" ? key.trim() : `${table} ${key.trim()}`;
      if (values.has(last)) return undefined;
      values.set(last, withoutComment(value.trim()));
    } else if (open && last !== undefined) values.set(last, `${values.get(last)}\n${line}`);
    else if (!BLANK.test(line)) return undefined;
  }
  return values.size === 0 ? undefined : Object.fromEntries(values);
}

/** The second table of an array is `[[rule]] 2`. */
function numbered(header: string, tables: Map<string, number>): string {
  const count = (tables.get(header) ?? 0) + 1;
  tables.set(header, count);
  return count === 1 ? header : `${header} ${count}`;
}

/** A string of several lines or an array that goes on in the next line. */
function isOpen(value: string): boolean {
  const quotes = /^("""|''')/.exec(value)?.[1];
  if (quotes !== undefined) return value.length < 6 || !value.endsWith(quotes);
  return value.startsWith("[") && !value.endsWith("]");
}

const withoutComment = (value: string): string => {
  const at = /["']/.test(value) ? -1 : value.indexOf(" #");
  return at < 0 ? value : value.slice(0, at).trimEnd();
};
