import { parseDuration } from "../../metrics/duration.ts";
import type { Span } from "../../promql/parse/ast.ts";

/** A number with its unit, as a text tells it. */
export interface Quantity extends Span {
  readonly kind: "duration" | "bytes" | "share" | "rate" | "plain";
  /** In seconds, bytes, shares of one, or so many a second. */
  readonly value: number;
  /** The number alone, without its unit. */
  readonly number: number;
  /** How far the truth may lie from a value that was rounded to the digits written. */
  readonly tolerance: number;
  /** `held`: for so long. `compared`: above, below or past it. */
  readonly role: "held" | "compared" | "told";
}

type Unit = readonly [kind: Quantity["kind"], size: number];

const DURATIONS: Readonly<Record<string, number>> = {
  ...{ millisecond: 0.001, msec: 0.001, ms: 0.001, second: 1, sec: 1, s: 1, minute: 60, min: 60, m: 60 },
  ...{ hour: 3600, hr: 3600, h: 3600, day: 86_400, d: 86_400, week: 604_800, w: 604_800 },
};
const PREFIXES = ["", "k", "m", "g", "t", "p"];

// What stands before a number that is a name's part: p99, v2, 10:30, 1/2, #5.
const NUMBER = /(?<![\w.,:/#$+-]|(?<=\w)-)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/g;
const COMPOUND = /(?:\d+(?:ms|[ywdhms])){2,}(?!\w)/y;
const UNIT = /[\s-]?(%|[a-z]+)(?![\w])/iy;
const PERIOD = /(?:\s+[a-z]+){0,2}?\s*(?:\/|\bper\b|\ban?\b|\beach\b|\bevery\b)\s*([a-z]+)(?!\w)/iy;
const LONGEST_PHRASE = 40;
const HELD = /\bfor\s+(?:(?:more|longer)\s+than\s+|at\s+least\s+|over\s+|about\s+)?(?:the\s+)?$/i;
const COMPARED =
  /(?:\b(?:above|below|over|under|beyond|exceed(?:s|ed|ing)?|reach(?:es|ed)?|at (?:least|most)|(?:more|less|fewer|greater|higher|lower|longer|slower|faster) than)|[<>]=?)\s*$/i;

/** Every quantity in a text; what stands in braces has been blanked. */
export const quantitiesIn = (text: string): readonly Quantity[] =>
  [...text.matchAll(NUMBER)].flatMap(
    ({ index, 0: digits }) => compoundAt(text, index) ?? quantityAt(text, index, digits),
  );

/** `1h30m` */
function compoundAt(text: string, from: number): readonly Quantity[] | undefined {
  const compound = match(COMPOUND, text, from)?.[0];
  const value = compound && parseDuration(compound);
  if (!compound || !value) return undefined;
  const to = from + compound.length;
  return [{ from, to, kind: "duration", value, number: value, tolerance: 0, role: roleAt(text, from, "duration") }];
}

function quantityAt(text: string, from: number, digits: string): readonly Quantity[] {
  const [unit, size, unitEnds] = unitAt(text, from + digits.length);
  // `99th`, `5xx`
  if (/^\w/.test(text.slice(unitEnds))) return [];
  const [period, to] = unit === "duration" ? [undefined, unitEnds] : periodAt(text, unitEnds);
  const scale = size / (period ?? 1);
  const number = Number(digits.replaceAll(",", ""));
  const decimals = digits.split(".")[1]?.length;
  const tolerance = decimals === undefined ? 0 : 0.5 * 10 ** -decimals * scale;
  const kind = period === undefined ? unit : "rate";
  return [{ from, to, kind, value: number * scale, number, tolerance, role: roleAt(text, from, kind) }];
}

function roleAt(text: string, at: number, kind: Quantity["kind"]): Quantity["role"] {
  const before = text.slice(Math.max(0, at - LONGEST_PHRASE), at);
  // `over 5 minutes` is a window.
  if (kind === "duration" && /\bover\s*$/i.test(before) && !HELD.test(before)) return "told";
  return HELD.test(before) ? "held" : COMPARED.test(before) ? "compared" : "told";
}

function unitAt(text: string, at: number): readonly [...Unit, to: number] {
  const found = match(UNIT, text, at);
  const unit = found && unitOf(found[1] ?? "");
  return unit ? [...unit, at + found[0].length] : ["plain", 1, at];
}

function unitOf(word: string): Unit | undefined {
  if (word === "%" || word === "percent") return ["share", 0.01];
  const lower = word.toLowerCase();
  const duration = DURATIONS[lower] ?? DURATIONS[lower.replace(/s$/, "")];
  if (duration !== undefined && (word.length > 1 || word === lower)) return ["duration", duration];
  const bytes = /^([kmgtp]?)(i?)(?:b|byte|bytes)$/.exec(lower) ?? longBytes(lower);
  if (!bytes || word === "b") return undefined;
  return ["bytes", (bytes[2] ? 1024 : 1000) ** PREFIXES.indexOf(bytes[1] ?? "")];
}

/** `megabytes`, `gibibytes`: the same as `mb`, `gib`. */
function longBytes(word: string): readonly (string | undefined)[] | undefined {
  const prefix = /^(kilo|mega|giga|tera|kibi|mebi|gibi|tebi)bytes?$/.exec(word)?.[1];
  return prefix === undefined ? undefined : [word, prefix[0], prefix.endsWith("bi") ? "i" : ""];
}

/** Seconds of `per minute`, and where it ends. */
function periodAt(text: string, at: number): readonly [number | undefined, number] {
  const found = match(PERIOD, text, at);
  const [kind, seconds] = (found && unitOf(found[1] ?? "")) ?? [];
  return found && kind === "duration" ? [seconds, at + found[0].length] : [undefined, at];
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
