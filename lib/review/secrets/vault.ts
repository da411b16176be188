import { Matcher } from "./matcher.ts";

const PLACEHOLDER = "«secret ";
const PLACEHOLDERS = /(«secret \d+»)/;

/** A secret in a text: its number (in order of first appearance), where it was first seen, and how it is written. */
export interface Leak {
  readonly number: number;
  readonly where: string;
  readonly form: string;
}

/** The secrets that are known, each with its number. Never prints one. */
export class Vault {
  readonly #numbers = new Map<string, number>();
  readonly #places = new Map<string, string>();
  readonly #owners = new Map<string, string>();
  readonly #matcher = new Matcher();

  /** `«secret 1»`: safe inside a JSON string and as a YAML scalar. The same for the same value. */
  placeholder(secret: string, where: string): string {
    if (!this.#places.has(secret)) this.#places.set(secret, where);
    return `«secret ${this.#number(secret)}»`;
  }

  /** From now on the secret is replaced and searched in every text. `part`: the line or half of it that is searched. */
  search(secret: string, where: string, part = secret): void {
    if (this.#owners.has(part)) return;
    if (!this.#places.has(secret)) this.#places.set(secret, where);
    this.#owners.set(part, secret);
    this.#matcher.add(part);
  }

  /** The text with every searched secret replaced; placeholders in it stay. */
  replace(text: string): string {
    if (!this.#matcher.mayMatch(text)) return text;
    if (!text.includes(PLACEHOLDER)) return this.#replaced(text);
    const pieces = text.split(PLACEHOLDERS);
    return pieces.map((piece, index) => (index % 2 === 1 ? piece : this.#replaced(piece))).join("");
  }

  #replaced(text: string): string {
    let done = 0;
    let replaced = "";
    for (const { start, end, secret } of this.#matcher.matches(text)) {
      replaced += text.slice(done, start) + this.placeholder(this.#owners.get(secret) ?? secret, "");
      done = end;
    }
    return replaced + text.slice(done);
  }

  /** The first searched secret in the text. */
  leakIn(text: string): Leak | undefined {
    for (const piece of text.split(PLACEHOLDERS).filter((_, index) => index % 2 === 0)) {
      for (const { secret, form } of this.#matcher.matches(piece)) {
        const owner = this.#owners.get(secret) ?? secret;
        return { number: this.#number(owner), where: this.replace(this.#places.get(owner) ?? ""), form };
      }
    }
    return undefined;
  }

  #number(secret: string): number {
    const number = this.#numbers.get(secret) ?? this.#numbers.size + 1;
    this.#numbers.set(secret, number);
    return number;
  }
}
