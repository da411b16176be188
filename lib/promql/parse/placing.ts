import type { Span } from "./ast.ts";
import { numberOf } from "./literals.ts";
import { type PlacedVariable, variableAt, variablesWithin } from "./variables.ts";

export interface Placed {
  /** PromQL of the same length, so that every position in it is the position in what was written. */
  readonly text: string;
  readonly variables: readonly PlacedVariable[];
  /** What begins as a number and is none. */
  readonly badNumbers: readonly Span[];
}

const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*/y;
// All that Prometheus' lexer takes for one number or duration, right or wrong.
const NUMBER = /\.?\d(?:(?<!0[xX])[eE][+-]|[\w.])*/y;
// What the tolerant grammar takes in lower case only, or for min_of() and max_of() only inside a duration.
const KEYWORD = /(?<![\w:])(step|range|min_of|max_of)(?=\s*\()/iy;
// A metric may have this name, and the grammar has it as a modifier only.
const OFFSET = /(?<![\w:])offset(?![\w:])/iy;
const BEFORE_OPERAND = /(?:^|[-+*/%^=<>(,])\s*$/;
const WORD = /[A-Za-z_:][\w:]*/y;
const WORD_IN_BRACKETS = /[A-Za-z_]\w*/y;
const AFTER_OFFSET = /\boffset\s*[-+]?\s*$/i;
const OFFSET_OPENS = /\boffset[-+\s]*(?:(?:min|max)_of\s*)?$/i;
/** More than stands between `offset` and its value. */
const LOOK_BACK = 32;

/**
 * Makes a text that the grammar reads, of the same length: a variable becomes a duration where one is due, else a
 * name; a number becomes digits, whose value is read from what was written. What stands in a string stays.
 */
export const place = (written: string): Placed => new Placing(written).run();

class Placing {
  readonly #written: string;
  readonly #variables: PlacedVariable[] = [];
  readonly #badNumbers: Span[] = [];
  #text = "";
  #inBrackets = false;
  #depth = 0;
  /** How many parentheses were open when those of an offset opened; undefined outside of one. */
  #offsetDepth: number | undefined;

  constructor(written: string) {
    this.#written = written;
  }

  run(): Placed {
    while (this.#text.length < this.#written.length) this.#text += this.#next(this.#text.length);
    return { text: this.#text, variables: this.#variables, badNumbers: this.#badNumbers };
  }

  #next(at: number): string {
    const opaque = this.#match(STRING_OR_COMMENT, at);
    if (opaque !== undefined) {
      if (!opaque.startsWith("#")) this.#variables.push(...variablesWithin(opaque, at));
      return opaque;
    }
    const variable = variableAt(this.#written, at);
    if (variable) {
      this.#variables.push(variable);
      return this.#substitute(variable.text.length);
    }
    return this.#number(at) ?? this.#word(at) ?? this.#bracket(this.#written[at] ?? "");
  }

  /** A duration or a name, padded to the length; the shortest variable has two characters. */
  #substitute(length: number): string {
    return this.#durationIsDue() ? "5m".padStart(length, "0") : "v".padEnd(length, "_");
  }

  #number(at: number): string | undefined {
    const number = this.#match(NUMBER, at);
    if (number === undefined) return undefined;
    if (numberOf(number) === undefined) this.#badNumbers.push({ from: at, to: at + number.length });
    // A dot stays, so that what stands before it does not go on.
    return number.replace(/(?<=.)[\s\S]|\d/g, "1");
  }

  #word(at: number): string | undefined {
    const keyword = this.#match(KEYWORD, at)?.toLowerCase();
    // Any function's name of six letters: the name is read from what was written.
    if (keyword !== undefined) return keyword.endsWith("_of") && !this.#durationIsDue() ? "minute" : keyword;
    const isName = this.#match(OFFSET, at) !== undefined && BEFORE_OPERAND.test(this.#text.slice(-LOOK_BACK));
    if (isName) return "v_____";
    const word = this.#match(this.#inBrackets ? WORD_IN_BRACKETS : WORD, at);
    if (word !== undefined && this.#inBrackets && /^(?:inf|nan)$/i.test(word))
      this.#badNumbers.push({ from: at, to: at + word.length });
    return word;
  }

  #bracket(character: string): string {
    if (character === "[" || character === "]") this.#inBrackets = character === "[";
    if (character === "(" && OFFSET_OPENS.test(this.#text.slice(-LOOK_BACK))) this.#offsetDepth ??= this.#depth;
    if (character === "(") this.#depth++;
    if (character === ")" && --this.#depth === this.#offsetDepth) this.#offsetDepth = undefined;
    return character;
  }

  #durationIsDue(): boolean {
    return this.#inBrackets || this.#offsetDepth !== undefined || AFTER_OFFSET.test(this.#text.slice(-LOOK_BACK));
  }

  #match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.#written)?.[0];
  }
}
