import { type Accepts, PatternError } from "./ast.ts";

const between =
  (...ranges: readonly (readonly [from: string, to: string])[]): Accepts =>
  (code) =>
    ranges.some(([from, to]) => code >= from.charCodeAt(0) && code <= to.charCodeAt(0));
export const not =
  (accepts: Accepts): Accepts =>
  (code) =>
    !accepts(code);

export const digit = between(["0", "9"]);
export const word = between(["0", "9"], ["A", "Z"], ["a", "z"], ["_", "_"]);
const space = between(["\t", "\n"], ["\f", "\r"], [" ", " "]);

/** `\d` and its like. */
export const PERL: Readonly<Record<string, Accepts>> = {
  d: digit,
  D: not(digit),
  w: word,
  W: not(word),
  s: space,
  S: not(space),
};

/** `[:alpha:]` and its like. */
export const POSIX: Readonly<Record<string, Accepts>> = {
  alnum: between(["0", "9"], ["A", "Z"], ["a", "z"]),
  alpha: between(["A", "Z"], ["a", "z"]),
  ascii: between(["\0", "\x7f"]),
  blank: between(["\t", "\t"], [" ", " "]),
  cntrl: between(["\0", "\x1f"], ["\x7f", "\x7f"]),
  digit,
  graph: between(["!", "~"]),
  lower: between(["a", "z"]),
  print: between([" ", "~"]),
  punct: between(["!", "/"], [":", "@"], ["[", "`"], ["{", "~"]),
  space: between(["\t", "\r"], [" ", " "]),
  upper: between(["A", "Z"]),
  word,
  xdigit: between(["0", "9"], ["A", "F"], ["a", "f"]),
};

/** `\pL`, `\p{Greek}`. Fails on a class that Unicode does not have. */
export function unicodeClass(name: string): Accepts {
  for (const property of [name, `Script=${name}`]) {
    try {
      const test = new RegExp(`^\\p{${property}}$`, "u");
      return (code) => test.test(String.fromCodePoint(code));
    } catch {
      // Not a general category; the next attempt reads it as a script.
    }
  }
  throw new PatternError(`there is no character class \\p{${name}}`);
}

export const ignoringCase =
  (accepts: Accepts): Accepts =>
  (code) => {
    const character = String.fromCodePoint(code);
    return [character, character.toLowerCase(), character.toUpperCase()].some((one) =>
      accepts(one.codePointAt(0) ?? code),
    );
  };
