/** Controls, terminal escapes, bidirectional and zero-width marks, line separators, halves of surrogate pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Text that fits one line and shows what it holds: an escape sequence as `\u{1b}[31m`, a newline as `\n`. */
export const visible = (text: string): string =>
  text.replace(UNSEEN, (unseen) => NAMED[unseen] ?? `\\u{${(unseen.codePointAt(0) ?? 0).toString(16)}}`);

const CUT = "…";

/** The ends of a text, `limit` characters at most (2 or more): what names a thing stands at its start or at its end. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.ceil((limit - CUT.length) / 2);
  return text.slice(0, head) + CUT + text.slice(text.length - (limit - CUT.length - head));
}

/** At most `limit` lines; the last then says how many more there are. */
export const atMost = (lines: readonly string[], limit: number): readonly string[] =>
  lines.length <= limit ? lines : [...lines.slice(0, limit), `and ${lines.length - limit} more`];
