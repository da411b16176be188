import { withExactNumbers } from "./numbers.ts";
import { notAPlan, tooDeep, tooLarge, truncated } from "./refusal.ts";

/** Where a JSON value stands in the bytes: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The most bytes that one parsed value may have; V8's strings end at 512 MiB. */
const MOST_PARSED = 256 * 1024 * 1024;

/** Levels of brackets in one value; whoever walks it needs no more stack than there is. */
const MOST_NESTED = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The first byte from `at` on that is no white space, or the bytes' length. */
export function skipBlank(bytes: Uint8Array, at: number): number {
  let next = at;
  while (isBlank(bytes[next])) next++;
  return next;
}

function endOfString(bytes: Uint8Array, start: number, inside: string): number {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at + 1;
  }
  throw truncated(bytes.length, inside);
}

function endOfNested(bytes: Uint8Array, start: number, inside: string): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at, inside) - 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (++depth > MOST_NESTED) throw tooDeep(inside, MOST_NESTED);
    } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return at + 1;
  }
  throw truncated(bytes.length, inside);
}

function endOfWord(bytes: Uint8Array, start: number, inside: string): number {
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (isBlank(byte) || byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET) return at;
  }
  throw truncated(bytes.length, inside);
}

/** Where the value that begins at `start` ends, by its brackets and strings alone: what is skipped is never parsed. */
function endOfValue(bytes: Uint8Array, start: number, inside: string): number {
  const first = bytes[start];
  if (first === QUOTE) return endOfString(bytes, start, inside);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return endOfNested(bytes, start, inside);
  const end = endOfWord(bytes, start, inside);
  if (end === start) throw notAPlan(`its JSON breaks at byte ${start}, inside ${inside}`);
  return end;
}

/** After a member or an element: the place of the next, or undefined after the last. */
function nextOf(bytes: Uint8Array, after: number, close: number, inside: string): number | undefined {
  const at = skipBlank(bytes, after);
  if (at >= bytes.length) throw truncated(bytes.length, inside);
  if (bytes[at] === close) return undefined;
  if (bytes[at] !== COMMA) throw notAPlan(`its JSON breaks at byte ${at}, inside ${inside}`);
  return skipBlank(bytes, at + 1);
}

function opened(bytes: Uint8Array, start: number, close: number, inside: string): number | undefined {
  const first = skipBlank(bytes, start + 1);
  if (first >= bytes.length) throw truncated(bytes.length, inside);
  return bytes[first] === close ? undefined : first;
}

/** The value as JavaScript has it; a `__proto__` in it is a key like any other. */
export function parse(bytes: Uint8Array, span: Span, inside: string): unknown {
  const length = span.end - span.start;
  if (length > MOST_PARSED) throw tooLarge(inside, length, MOST_PARSED);
  try {
    return JSON.parse(withExactNumbers(decoder.decode(bytes.subarray(span.start, span.end))));
  } catch {
    throw notAPlan(`its JSON breaks inside ${inside}, between bytes ${span.start} and ${span.end}`);
  }
}

function keyAt(bytes: Uint8Array, start: number, inside: string): { readonly key: string; readonly end: number } {
  if (start >= bytes.length) throw truncated(bytes.length, inside);
  if (bytes[start] !== QUOTE) throw notAPlan(`its JSON breaks at byte ${start}, inside ${inside}`);
  const end = endOfString(bytes, start, inside);
  return { key: String(parse(bytes, { start, end }, inside)), end };
}

function valueAfter(bytes: Uint8Array, keyEnd: number, inside: string): Span {
  const colon = skipBlank(bytes, keyEnd);
  if (colon >= bytes.length) throw truncated(bytes.length, inside);
  if (bytes[colon] !== COLON) throw notAPlan(`its JSON breaks at byte ${colon}, inside ${inside}`);
  const start = skipBlank(bytes, colon + 1);
  return { start, end: endOfValue(bytes, start, inside) };
}

/** Whether a message may repeat the key; another one may be a secret. */
const isTerraforms = (key: string): boolean => /^[a-z_]{1,40}$/.test(key);

/** The members of the object that begins at `start`, by key; of a key that stands twice, the last, as JSON.parse has it. */
export function membersOf(
  bytes: Uint8Array,
  start: number,
): { readonly members: Map<string, Span>; readonly end: number } {
  const members = new Map<string, Span>();
  let end = start + 1;
  for (let at = opened(bytes, start, CLOSE_BRACE, "the plan"); at !== undefined; ) {
    const { key, end: keyEnd } = keyAt(bytes, at, "the plan");
    const value = valueAfter(bytes, keyEnd, isTerraforms(key) ? key : "a member of the plan");
    members.set(key, value);
    end = value.end;
    at = nextOf(bytes, end, CLOSE_BRACE, "the plan");
  }
  return { members, end: skipBlank(bytes, end) + 1 };
}

/** The elements of the array that stands at `span`, parsed one at a time; `null` has none. */
export function* elementsOf(bytes: Uint8Array, span: Span, inside: string): Generator<unknown> {
  if (bytes[span.start] !== OPEN_BRACKET) {
    if (parse(bytes, span, inside) === null) return;
    throw notAPlan(`${inside} is no list`);
  }
  let index = 0;
  for (let at = opened(bytes, span.start, CLOSE_BRACKET, inside); at !== undefined; index++) {
    const place = `${inside}[${index}]`;
    const end = endOfValue(bytes, at, place);
    yield parse(bytes, { start: at, end }, place);
    at = nextOf(bytes, end, CLOSE_BRACKET, inside);
  }
}
