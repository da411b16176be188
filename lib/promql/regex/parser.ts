import { type Accepts, type Pattern, PatternError } from "./ast.ts";
import { ignoringCase, not, PERL, POSIX, unicodeClass } from "./classes.ts";

const LARGEST_REPEAT = 1000;
const DEEPEST = 200;
const CONTROL: Readonly<Record<string, string>> = { a: "\x07", f: "\f", t: "\t", n: "\n", r: "\r", v: "\v" };

/**
 * Reads RE2's syntax, which has no look-around and no back-references. Fails with a PatternError that says what is
 * wrong. Source: https://github.com/google/re2/wiki/Syntax
 */
export const parsePattern = (text: string): Pattern => new PatternParser([...text]).read();

class PatternParser {
  readonly #characters: readonly string[];
  #at = 0;
  #depth = 0;
  #ignoreCase = false;

  constructor(characters: readonly string[]) {
    this.#characters = characters;
  }

  read(): Pattern {
    const pattern = this.#choice();
    if (this.#at < this.#characters.length) throw new PatternError("a closing parenthesis has no opening one");
    return pattern;
  }

  #next(): string {
    return this.#characters[this.#at] ?? "";
  }
  #take(): string {
    return this.#characters[this.#at++] ?? "";
  }
  #skip(text: string): boolean {
    const found = this.#characters.slice(this.#at, this.#at + text.length).join("") === text;
    if (found) this.#at += text.length;
    return found;
  }
  #match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.#characters.slice(this.#at, this.#at + 64).join(""));
    if (found) this.#at += [...found[0]].length;
    return found ?? undefined;
  }

  #choice(): Pattern {
    if (++this.#depth > DEEPEST) throw new PatternError(`more than ${DEEPEST} groups stand inside each other`);
    const parts = [this.#sequence()];
    while (this.#skip("|")) parts.push(this.#sequence());
    this.#depth--;
    return parts.length === 1 ? (parts[0] as Pattern) : { kind: "choice", parts };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.#at < this.#characters.length && this.#next() !== "|" && this.#next() !== ")") {
      if (this.#skip("\\Q")) parts.push(...this.#quoted());
      else parts.push(this.#repeated(this.#atom()));
    }
    return { kind: "sequence", parts };
  }

  #quoted(): readonly Pattern[] {
    const parts: Pattern[] = [];
    while (this.#at < this.#characters.length && !this.#skip("\\E")) parts.push(this.#literal(this.#take()));
    // What repeats behind the quotation repeats its last character.
    const last = parts.pop();
    return last ? [...parts, this.#repeated(last)] : parts;
  }

  #repeated(of: Pattern): Pattern {
    const bounds = this.#bounds();
    if (!bounds) return of;
    this.#skip("?");
    if (this.#bounds()) throw new PatternError("what is repeated is repeated again; put it into parentheses");
    const repeat: Pattern = { kind: "repeat", of, least: bounds[0], most: bounds[1] };
    if (copies(repeat) > LARGEST_REPEAT) throw new PatternError(`it repeats a part more than ${LARGEST_REPEAT} times`);
    return repeat;
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#skip("*")) return [0, Number.POSITIVE_INFINITY];
    if (this.#skip("+")) return [1, Number.POSITIVE_INFINITY];
    if (this.#skip("?")) return [0, 1];
    const counted = this.#match(/^\{(\d+)(,?)(\d*)\}/);
    if (!counted) return undefined;
    const least = Number(counted[1]);
    const most = counted[3] ? Number(counted[3]) : counted[2] ? Number.POSITIVE_INFINITY : least;
    const largest = Math.max(least, Number.isFinite(most) ? most : 0);
    if (most < least || largest > LARGEST_REPEAT) throw new PatternError(`${counted[0]} is no count of repetitions`);
    return [least, most];
  }

  #atom(): Pattern {
    const character = this.#take();
    if (character === "(") return this.#group();
    if (character === "[") return this.#one(this.#class());
    if (character === ".") return this.#one(() => true);
    if (character === "^") return { kind: "start" };
    if (character === "$") return { kind: "end" };
    if (character === "\\") return this.#escape();
    if (/^[*+?]$/.test(character)) throw new PatternError(`${character} has nothing to repeat`);
    return this.#literal(character);
  }

  #group(): Pattern {
    const before = this.#ignoreCase;
    if (this.#skip("?")) {
      const named = this.#match(/^P?<(\w+)>/);
      if (!named && this.#flags()) return { kind: "sequence", parts: [] };
    }
    const inside = this.#choice();
    if (!this.#skip(")")) throw new PatternError("an opening parenthesis has no closing one");
    this.#ignoreCase = before;
    return inside;
  }

  /** True when the flags stand alone, `(?i)`, and hold from here on. */
  #flags(): boolean {
    const flags = this.#match(/^([imsU]*)(?:-([imsU]+))?([:)])/);
    if (!flags) throw new PatternError("RE2 has no such group: no look-ahead, no look-behind");
    if (flags[1]?.includes("i")) this.#ignoreCase = true;
    if (flags[2]?.includes("i")) this.#ignoreCase = false;
    return flags[3] === ")";
  }

  #escape(): Pattern {
    const letter = this.#next();
    if (this.#skip("A")) return { kind: "start" };
    if (this.#skip("z")) return { kind: "end" };
    if (letter === "b" || letter === "B") {
      this.#at++;
      return { kind: "boundary", inside: letter === "B" };
    }
    return this.#one(this.#escapedClass() ?? this.#exactly(this.#escapedCharacter()));
  }

  #escapedClass(): Accepts | undefined {
    const perl = PERL[this.#next()];
    if (perl) this.#at++;
    if (perl) return perl;
    const unicode = this.#match(/^([pP])(?:\{(\^?)(\w+)\}|(\w))/);
    if (!unicode) return undefined;
    const accepts = unicodeClass(unicode[3] ?? unicode[4] ?? "");
    return (unicode[1] === "P") !== (unicode[2] === "^") ? not(accepts) : accepts;
  }

  #escapedCharacter(): string {
    const code = this.#match(/^x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/);
    if (code) return codePoint(Number.parseInt(code[1] ?? code[2] ?? "", 16));
    const octal = this.#match(/^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/);
    if (octal) return codePoint(Number.parseInt(octal[0], 8));
    const character = this.#take();
    if (character === "") throw new PatternError("a backslash ends the pattern");
    const control = CONTROL[character];
    if (control !== undefined) return control;
    if (/^[0-9A-Za-z]$/.test(character)) throw new PatternError(`RE2 has no escape \\${character}`);
    return character;
  }

  #class(): Accepts {
    const negated = this.#skip("^");
    const members: Accepts[] = [];
    for (let first = true; first || this.#next() !== "]"; first = false) {
      if (this.#at >= this.#characters.length) throw new PatternError("a character class has no closing bracket");
      members.push(this.#member());
    }
    this.#at++;
    const accepts: Accepts = (code) => members.some((member) => member(code));
    const cased = this.#ignoreCase ? ignoringCase(accepts) : accepts;
    return negated ? not(cased) : cased;
  }

  #member(): Accepts {
    const posix = this.#match(/^\[:(\^?)(\w+):\]/);
    if (posix) {
      const accepts = POSIX[posix[2] ?? ""];
      if (!accepts) throw new PatternError(`there is no character class ${posix[0]}`);
      return posix[1] ? not(accepts) : accepts;
    }
    if (this.#skip("\\")) {
      const known = this.#escapedClass();
      return known ?? this.#rangeFrom(this.#escapedCharacter());
    }
    return this.#rangeFrom(this.#take());
  }

  #rangeFrom(low: string): Accepts {
    const ranged = this.#next() === "-" && (this.#characters[this.#at + 1] ?? "]") !== "]";
    if (!ranged) return this.#exactly(low, true);
    this.#at++;
    const high = this.#skip("\\") ? this.#escapedCharacter() : this.#take();
    const [from, to] = [low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0];
    if (to < from) throw new PatternError(`the range ${low}-${high} runs backwards`);
    return (code) => code >= from && code <= to;
  }

  /** Inside a class, case is ignored by the class as a whole. */
  #exactly(character: string, inClass = false): Accepts {
    const wanted = character.codePointAt(0);
    const accepts: Accepts = (code) => code === wanted;
    return this.#ignoreCase && !inClass ? ignoringCase(accepts) : accepts;
  }

  #literal = (character: string): Pattern => this.#one(this.#exactly(character));
  #one = (accepts: Accepts): Pattern => ({ kind: "one", accepts });
}

/** How often the most repeated part is written out; repetitions inside each other multiply. */
function copies(pattern: Pattern): number {
  if (pattern.kind === "sequence" || pattern.kind === "choice") return Math.max(1, ...pattern.parts.map(copies));
  if (pattern.kind !== "repeat") return 1;
  const { least, most, of } = pattern;
  return Math.max(1, Number.isFinite(most) ? most : least) * copies(of);
}

function codePoint(code: number): string {
  if (code > 0x10ffff) throw new PatternError(`there is no character ${code.toString(16)}`);
  return String.fromCodePoint(code);
}
