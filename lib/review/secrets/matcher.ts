import { SHORTEST_ANYWHERE, SHORTEST_SEARCHED } from "./credible.ts";
import { type Form, formsOf } from "./forms.ts";

/** A secret found in a text. */
export interface Match {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly secret: string;
  readonly form: string;
}

interface Pattern extends Form {
  readonly secret: string;
}

/** The patterns that begin alike, by their texts. */
interface Group {
  readonly patterns: Map<string, Pattern>;
  /** Of their texts, the longest first. */
  readonly lengths: number[];
}

const FIRST = SHORTEST_SEARCHED;
const GATE_BITS = 20;
const WORD = /[\p{L}\p{N}_]/u;

/**
 * Finds thousands of texts in one pass: a rolling sum of four characters tells where it is worth to look, and what begins
 * alike (`API_KEY=…`) is looked up by its lengths, however many there are.
 */
export class Matcher {
  readonly #groups = new Map<string, Group>();
  readonly #gate = new Uint8Array(1 << GATE_BITS);

  add(secret: string): void {
    if (secret.length < SHORTEST_SEARCHED) return;
    for (const form of formsOf(secret)) this.#put({ ...form, secret });
  }

  #put(pattern: Pattern): void {
    const { text } = pattern;
    const group = this.#groupOf(text.slice(0, FIRST));
    if (group.patterns.has(text)) return;
    group.patterns.set(text, pattern);
    if (group.lengths.includes(text.length)) return;
    group.lengths.push(text.length);
    group.lengths.sort((a, b) => b - a);
  }

  #groupOf(first: string): Group {
    const known = this.#groups.get(first);
    if (known !== undefined) return known;
    const group = { patterns: new Map(), lengths: [] };
    this.#groups.set(first, group);
    let sum = 0;
    for (let at = 0; at < FIRST; at++) sum = rolled(sum, first.charCodeAt(at));
    this.#gate[sum] = 1;
    return group;
  }

  /** False where the text holds none of them for sure: most texts, told without a look at any pattern. */
  mayMatch(text: string): boolean {
    let sum = 0;
    for (let at = 0; at < text.length; at++) {
      sum = rolled(sum, text.charCodeAt(at));
      if (this.#gate[sum] === 1) return true;
    }
    return false;
  }

  /** From left to right, the longest at each place, none overlapping. */
  *matches(text: string): Generator<Match> {
    let sum = 0;
    let free = 0;
    for (let at = 0; at < text.length; at++) {
      sum = rolled(sum, text.charCodeAt(at));
      const start = at - FIRST + 1;
      if (this.#gate[sum] !== 1 || start < free) continue;
      const match = this.#at(text, start);
      if (match === undefined) continue;
      free = match.end;
      yield match;
    }
  }

  #at(text: string, start: number): Match | undefined {
    const group = this.#groups.get(text.slice(start, start + FIRST));
    for (const length of group?.lengths ?? []) {
      const pattern = group?.patterns.get(text.slice(start, start + length));
      if (pattern !== undefined && standsAlone(pattern, text, start))
        return { start, end: start + length, secret: pattern.secret, form: pattern.form };
    }
    return undefined;
  }
}

/** Depends on the last four characters only: older ones are shifted out. */
const rolled = (sum: number, character: number): number =>
  ((sum << (GATE_BITS / FIRST)) ^ character) & ((1 << GATE_BITS) - 1);

/** A short secret counts as a whole word only. */
function standsAlone({ secret, text: form }: Pattern, text: string, start: number): boolean {
  if (secret.length >= SHORTEST_ANYWHERE) return true;
  return !WORD.test(text[start - 1] ?? " ") && !WORD.test(text[start + form.length] ?? " ");
}
