export interface Brackets {
  /** How many stand inside each other at most. */
  readonly depth: number;
  /** Where the last one without a partner opens. */
  readonly unclosed: number | undefined;
  /** Where a string begins that has no end. */
  readonly unended: number | undefined;
  /** How many operators stand outside of matchers and ranges. */
  readonly operators: number;
}

const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
// The closing quote may be missing: then the string ends with its line, or a raw one with the text.
const STRINGS = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*/g;

const OPERATOR = /[=!<>]=|[-+*/%^<>]|\b(?:and|or|unless|atan2)\b/gi;

/** The brackets and operators of an expression; those in strings and comments do not count. */
export function bracketsOf(text: string): Brackets {
  let unended: number | undefined;
  const bare = text.replace(STRINGS, (string, at: number) => {
    const ended = string.startsWith("#") || (string.length > 1 && /(?<!\\)(?:\\\\)*["'`]$/.test(string.slice(-64)));
    if (!ended) unended ??= at;
    return " ".repeat(string.length);
  });
  const open: number[] = [];
  let depth = 0;
  for (let at = 0; at < bare.length; at++) {
    const character = bare.charAt(at);
    if ("([{".includes(character)) depth = Math.max(depth, open.push(at));
    else if (character in CLOSING && bare[open.at(-1) ?? -1] === CLOSING[character]) open.pop();
  }
  const operators = [...bare.replace(/\{[^{}]*\}|\[[^[\]]*\]/g, "").matchAll(OPERATOR)].length;
  return { depth, unclosed: open.at(-1), unended, operators };
}
