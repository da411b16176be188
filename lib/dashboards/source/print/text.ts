/** A string as TypeScript: lines as lines, in a template literal; else in the quotes that need the fewest escapes. */
export const stringLiteral = (value: string): string => (isMultiline(value) ? template(value) : quoted(value));

/** A lone line end is no second line. */
export const isMultiline = (value: string): boolean => value.includes("\n") && value.indexOf("\n") < value.length - 1;

/** Text that TypeScript shows as it is: no control characters, nothing that an editor hides or turns around. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escaped = (character: string): string =>
  SHORT[character] ??
  [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
    .join("");

function quoted(value: string): string {
  const count = (mark: string) => value.split(mark).length;
  const quote = count('"') > count("'") ? "'" : '"';
  const inside = value.replaceAll("\\", "\\\\").replace(HIDDEN, escaped).replaceAll(quote, `\\${quote}`);
  return quote + inside + quote;
}

function template(value: string): string {
  const inside = value
    .replace(/[\\`]|\$(?=\{)/g, "\\$&")
    .replace(HIDDEN, (character) => (character === "\n" ? character : escaped(character)));
  return `\`${inside}\``;
}

/** What every tool takes for a name: letters beyond the basic plane are known to some only. */
export const isIdentifier = (name: string): boolean =>
  /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !/[\u{10000}-\u{10ffff}]/u.test(name);

/** `legend`, `"a-b"`; `["__proto__"]`, because without the brackets it would set the object's prototype. */
export function propertyName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifier(name) ? name : quoted(name);
}

/** Columns on a screen: letters of East Asia take two, marks upon letters none. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return [...text].reduce((width, character) => width + (MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1), 0);
}

const MARK = /^\p{M}$/u;
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

/** Words in lines of at most this many columns. */
export function wrapped(text: string, columns = 110): string {
  const rows: string[] = [];
  for (const one of text.split(/\s+/)) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + one.length < columns) rows[rows.length - 1] = `${last} ${one}`;
    else rows.push(one);
  }
  return rows.join("\n");
}
