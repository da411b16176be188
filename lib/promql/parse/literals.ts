import { parseDuration } from "../../metrics/duration.ts";

/**
 * A number or a duration as PromQL reads it, durations in seconds; undefined when it is neither. Source: number() and
 * parseDuration() of promql/parser/parse.go, and Go's strconv.
 */
export function numberOf(text: string): number | undefined {
  const plain = text.replace(/#[^\n]*|\s+/g, "");
  const sign = plain.startsWith("-") ? -1 : 1;
  const digits = plain.replace(/^[-+]/, "");
  if (/^inf$/i.test(digits)) return sign * Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(digits)) return Number.NaN;
  const value = whole(digits) ?? durationOf(digits) ?? fraction(digits);
  return value === undefined ? undefined : sign * value;
}

/** Of whole numbers digits may be grouped by underscores, and a leading zero makes them octal where they can be. */
function whole(digits: string): number | undefined {
  if (!/^(?:0x_?[\da-f]+|\d+)(?:_[\da-f]+)*$/i.test(digits)) return undefined;
  const plain = digits.replaceAll("_", "");
  const value = /^0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
  return Number.isNaN(value) ? undefined : value;
}

/** Out of range is an error, not infinity. */
function fraction(digits: string): number | undefined {
  const plain = digits.replace(/(?<=\d)_(?=\d)/g, "");
  const value = /^[\d.]+(?:e[-+]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** What 64 bits hold in nanoseconds, in seconds: about 292 years. */
export const LONGEST_DURATION = 2 ** 63 / 1e9;

/** Leading zeros are legal in a duration, and `parseDuration` reads canonical counts. */
function durationOf(text: string): number | undefined {
  const canonical = text.replace(/0+(?=\d)/g, (zeros, at: number) => (/\d/.test(text[at - 1] ?? "") ? zeros : ""));
  const seconds = parseDuration(canonical);
  return seconds !== undefined && seconds <= LONGEST_DURATION ? seconds : undefined;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};
const ESCAPE = /\\(?:([abfnrtv\\'"])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]?))/g;

export interface Unquoted {
  readonly value: string;
  /** What is wrong with the literal. */
  readonly mistake?: string;
}

/**
 * The value of a string literal with its quotes. Source: Prometheus' lexer (promql/parser/lex.go, lexEscape), which
 * follows Go.
 */
export function unquote(literal: string): Unquoted {
  const quote = literal[0] ?? "";
  if (literal.length < 2 || !literal.endsWith(quote))
    return { value: literal.slice(1), mistake: "the string has no end" };
  const inside = literal.slice(1, -1);
  if (quote === "`") return { value: inside };
  if (inside.includes("\n")) return { value: inside, mistake: "the string has no end on its line" };
  let mistake: string | undefined;
  const value = inside.replace(ESCAPE, (sequence, simple?: string, oct?: string, ...hex: (string | undefined)[]) => {
    const read = simple === undefined ? codePoint(oct, hex.slice(0, 3)) : simpleEscape(simple, quote);
    if (read === undefined)
      mistake ??= `${sequence} is no escape sequence; write ${JSON.stringify(sequence)} for the characters themselves`;
    return read ?? sequence;
  });
  return mistake === undefined ? { value } : { value, mistake };
}

const simpleEscape = (letter: string, quote: string): string | undefined => (letter === quote ? quote : SIMPLE[letter]);

function codePoint(oct: string | undefined, hex: readonly (string | undefined)[]): string | undefined {
  const digits = hex.find((one) => one !== undefined);
  const code = oct === undefined ? Number.parseInt(digits ?? "", 16) : Number.parseInt(oct, 8);
  const valid = code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) && (oct === undefined || code <= 255);
  return valid ? String.fromCodePoint(code) : undefined;
}
