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

const FIRST = SHORTEST_SEARCHED;
const WORD = /[\p{L}\p{N}_]/u;

/** Finds thousands of texts in one pass: a rolling sum of four characters tells where it is worth to look. */
export class Matcher {
  readonly #patterns = new Map<string, Pattern[]>();
  readonly #gate = new Uint8Array(65_536);

  add(secret: string): void {
    if (secret.length < SHORTEST_SEARCHED) return;
    for (const form of formsOf(secret)) this.#put({ ...form, secret });
  }

  #put(pattern: Pattern): void {
    const first = pattern.text.slice(0, FIRST);
    const same = this.#patterns.get(first) ?? [];
    this.#patterns.set(
      first,
      [...same, pattern].sort((a, b) => b.text.length - a.text.length),
    );
    let sum = 0;
    for (let at = 0; at < FIRST; at++) sum = rolled(sum, first.charCodeAt(at));
    this.#gate[sum] = 1;
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
    const candidates = this.#patterns.get(text.slice(start, start + FIRST)) ?? [];
    const pattern = candidates.find((each) => text.startsWith(each.text, start) && standsAlone(each, text, start));
    return pattern && { start, end: start + pattern.text.length, secret: pattern.secret, form: pattern.form };
  }
}

/** Depends on the last four characters only: older ones are shifted out of the sixteen bits. */
const rolled = (sum: number, character: number): number => ((sum << 4) ^ character) & 0xffff;

/** A short secret counts as a whole word only. */
function standsAlone({ secret, text: form }: Pattern, text: string, start: number): boolean {
  if (secret.length >= SHORTEST_ANYWHERE) return true;
  return !WORD.test(text[start - 1] ?? " ") && !WORD.test(text[start + form.length] ?? " ");
}
