import { DECIMALS, MOST_UNITS, ONE, type Units } from "../portfolio/units.ts";
import { Names } from "./scan-names.ts";

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
/** Digits that a double carries exactly, whatever they are. */
const MOST_DIGITS = 15;
const LONGEST_NAME = 32;
/** Beyond the end of every frame. */
const NOWHERE = 2 ** 30;
const POWERS: readonly number[] = Array.from({ length: DECIMALS + 1 }, (_, exponent) => 10 ** exponent);

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
const isUpper = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;
const isLower = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a;

function isAt(bytes: Buffer, from: number, expected: Buffer): boolean {
  const { length } = expected;
  if (from + length > bytes.length) return false;
  for (let index = 0; index < length; index += 1) if (bytes[from + index] !== expected[index]) return false;
  return true;
}

/**
 * Reads a frame's bytes from left to right. A step that does not find what it wants puts the reader beyond the end,
 * from where every later step fails as well: whoever reads asks `atEnd` once, after the last step.
 */
export class Scan {
  readonly #names = new Names();
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Of the decimal read last: what stood before the point, behind it, and how many digits stood there. */
  #whole = 0;
  #fraction = 0;
  #fractionDigits = 0;

  start(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#at = 0;
  }

  /** Every byte was read, and each was what it should be. */
  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** Where the next step begins. */
  get position(): number {
    return this.#at;
  }

  /** The byte to be read next; 0 beyond the end. */
  peek(): number {
    return this.#at < this.#bytes.length ? (this.#bytes[this.#at] as number) : 0;
  }

  /** Exactly these bytes. */
  text(expected: Buffer): void {
    this.#at = isAt(this.#bytes, this.#at, expected) ? this.#at + expected.length : NOWHERE;
  }

  /** The market of a stream's name: lower case and digits, at least one. */
  stream(): void {
    const start = this.#at;
    const end = this.#skip(isLower);
    if (end === start) this.#fail();
  }

  /** The name of a market: upper case and digits. */
  market(): string {
    const start = this.#at;
    const end = this.#skip(isUpper);
    if (end > start && end - start <= LONGEST_NAME) return this.#names.read(this.#bytes, start, end);
    this.#fail();
    return "";
  }

  /** A whole number as JSON writes it: a time or an id. */
  whole(): number {
    const leading = this.peek();
    const start = this.#at;
    const value = this.#digits(MOST_DIGITS);
    if (leading === ZERO && this.#at > start + 1) this.#fail();
    return value;
  }

  /** A price: above zero. */
  price(): Units {
    this.#decimal();
    const units = this.#whole * ONE + this.#fraction * (POWERS[DECIMALS - this.#fractionDigits] as number);
    if (!(units > 0 && units <= MOST_UNITS)) this.#fail();
    return units;
  }

  /** A quantity. The quotient of two whole numbers that doubles carry is the double nearest to the decimal. */
  quantity(): number {
    this.#decimal();
    if (this.#fraction === 0) return this.#whole;
    const scale = POWERS[this.#fractionDigits] as number;
    const digits = this.#whole * scale + this.#fraction;
    if (digits > Number.MAX_SAFE_INTEGER) this.#fail();
    return digits / scale;
  }

  /** `true` or `false`, which nobody asks for. */
  flag(yes: Buffer, no: Buffer): void {
    this.text(this.peek() === yes[0] ? yes : no);
  }

  /** Over letters of one case and digits; where they end. */
  #skip(isLetter: (byte: number) => boolean): number {
    const bytes = this.#bytes;
    let at = this.#at;
    while (at < bytes.length && (isLetter(bytes[at] as number) || isDigit(bytes[at] as number))) at += 1;
    this.#at = at;
    return at;
  }

  #decimal(): void {
    this.#whole = this.#digits(MOST_DIGITS);
    this.#fraction = 0;
    this.#fractionDigits = 0;
    if (this.peek() !== POINT) return;
    this.#at += 1;
    const start = this.#at;
    this.#fraction = this.#digits(DECIMALS);
    this.#fractionDigits = this.#at - start;
  }

  /** One digit to `most`. */
  #digits(most: number): number {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    let value = 0;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] as number;
      if (!isDigit(byte)) break;
      value = value * 10 + (byte - ZERO);
    }
    this.#at = at;
    if (at === start || at - start > most) this.#fail();
    return value;
  }

  #fail(): void {
    this.#at = NOWHERE;
  }
}
