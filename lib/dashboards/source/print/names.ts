import { slug } from "../../link.ts";
import { isIdentifier } from "./text.ts";

/** What may name no constant: words of the language, and globals that would be hidden. */
const RESERVED = (
  "arguments await break case catch class const continue debugger decodeURI default delete do else encodeURI enum escape " +
  "eval export extends false finally for function globalThis if implements import in instanceof interface isFinite isNaN " +
  "let new null package parseFloat parseInt private protected public return static super switch this throw true try " +
  "typeof undefined unescape var void while with yield"
).split(" ");

const LONGEST = 40;

/** `WebSocket latency, p99` -> `webSocketLatencyP99`; empty where there is no letter in it. */
export function camelCase(title: string): string {
  const words = title.normalize("NFC").match(/[\p{L}\p{Nd}]+/gu) ?? [];
  const parts: string[] = [];
  for (const [index, one] of words.entries()) {
    const plain = one === one.toUpperCase() ? one.toLowerCase() : one;
    const [first = "", ...rest] = plain;
    const part = (index === 0 ? first.toLowerCase() : first.toUpperCase()) + rest.join("");
    if (parts.length > 0 && parts.join("").length + part.length > LONGEST) break;
    parts.push(part.slice(0, LONGEST));
  }
  const name = parts.join("");
  return isIdentifier(name) ? name : "";
}

/** Names for constants of one program, each given once. */
export class Names {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set([...RESERVED, ...taken]);
  }

  /** The first of the texts that makes a name; `noun` tells it from what has the same. */
  give(texts: readonly string[], noun: string): string {
    const [plain] = [...texts, ...texts.map((text) => `${noun} ${text}`), noun]
      .map(camelCase)
      .filter((name) => name !== "");
    const base = plain ?? noun;
    const candidates = [base, base + noun[0]?.toUpperCase() + noun.slice(1)];
    const name = candidates.find((one) => !this.#taken.has(one)) ?? this.#numbered(base);
    this.#taken.add(name);
    return name;
  }

  #numbered(base: string): string {
    let number = 2;
    while (this.#taken.has(base + number)) number += 1;
    return base + number;
  }
}

/** A file for each text, in its order: `market-data`; none twice, whatever the disk makes of capitals. */
export function fileNames(texts: readonly string[], taken: readonly string[]): readonly string[] {
  const used = new Set(taken);
  return texts.map((text) => {
    const base = slug(text).slice(0, LONGEST).replace(/-$/, "") || "panels";
    let name = base;
    for (let number = 2; used.has(name); number += 1) name = `${base}-${number}`;
    used.add(name);
    return name;
  });
}
