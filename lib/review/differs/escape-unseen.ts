/** Controls, terminal escapes, bidirectional and zero-width marks, line separators, halves of surrogate pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Text that fits one line and shows what it holds: an escape sequence as `\u{1b}[31m`, a newline as `\n`. */
export const escapeUnseen = (text: string): string =>
  text.replace(UNSEEN, (unseen) => NAMED[unseen] ?? `\\u{${(unseen.codePointAt(0) ?? 0).toString(16)}}`);
