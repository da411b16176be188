import type { Finding } from "./finding.ts";
import { matchesIn } from "./matches.ts";

/** Characters: below it words and versions look random, above it are blobs (images, archives), which carry their own marks. */
const SHORTEST = 20;
const LONGEST = 200;
/** How often the class (lower, upper, digit) changes from one character to the next: random base64 0.6, camelCase 0.2. */
const CHANGES = 0.3;

const TOKEN = /[A-Za-z0-9+/_=-]{20,}/g;
const HARMLESS: readonly RegExp[] = [
  // Digests, ids, UUIDs: hexadecimal, with a name before it or not.
  /^(?:[A-Za-z0-9]+[-_/=])*[0-9a-fA-F-]+$/,
  // The id of an image as the Docker provider writes it: the digest and the name without a space.
  /^[0-9a-f]{64}[a-z][a-z0-9/_-]*$/,
  /^sha(?:256|384|512)-/,
  // Public keys (SSH) and certificates.
  /^AAAA[A-Z0-9]/,
  /^MII[A-Za-z0-9]/,
];
const PUBLIC =
  /-----BEGIN (?:[A-Z0-9]+ )*(?:CERTIFICATE|PUBLIC KEY|CERTIFICATE REQUEST)-----[\s\S]*?-----END [A-Z0-9 ]+-----/g;

/** Long random-looking tokens that are no digest, id, path, name, public key or text in base64. */
export function randomIn(text: string): readonly Finding[] {
  if (text.length < SHORTEST) return [];
  const hidden = text.includes("-----BEGIN ") ? text.replace(PUBLIC, (block) => " ".repeat(block.length)) : text;
  return matchesIn(hidden, TOKEN).flatMap((match) => part(match[0], match.index) ?? []);
}

function part(token: string, at: number): Finding | undefined {
  // `name=token`: what stands before the sign is a name.
  const skipped = /^-{0,2}[A-Za-z_][A-Za-z0-9_-]*=(?=[^=])/.exec(token)?.[0].length ?? 0;
  const value = token.slice(skipped);
  return isRandom(value) ? { start: at + skipped, end: at + token.length, value } : undefined;
}

function isRandom(token: string): boolean {
  if (token.length < SHORTEST || token.length > LONGEST) return false;
  if (HARMLESS.some((pattern) => pattern.test(token)) || plainText(token) !== undefined) return false;
  // A name of several words, however numbered, has short or regular parts.
  const longest = token
    .replace(/[0-9a-f]{32,}/g, "")
    .split(/[-_/]/)
    .reduce((a, b) => (b.length > a.length ? b : a), "");
  if (longest.length < SHORTEST * 0.6) return false;
  return digits(token) >= 2 && distinct(token) >= 10 && changes(token) >= CHANGES && !/[/_-]{2,}/.test(token);
}

const digits = (token: string): number => token.replace(/\D/g, "").length;
const distinct = (token: string): number => new Set(token).size;

function changes(token: string): number {
  const classes = token
    .replace(/[a-z]/g, "a")
    .replace(/[A-Z]/g, "A")
    .replace(/\d/g, "0")
    .replace(/[^aA0]/g, "");
  let changed = 0;
  for (let at = 1; at < classes.length; at++) if (classes[at] !== classes[at - 1]) changed++;
  return changed / Math.max(1, classes.length - 1);
}

/** What a base64 text says, if that is readable text; else `undefined`. */
export function plainText(token: string): string | undefined {
  if (token.length < 16 || !/^[A-Za-z0-9+/_\r\n-]+={0,2}\s*$/.test(token)) return undefined;
  const text = Buffer.from(token, "base64").toString("utf8");
  return /^[\t\r\n\x20-\x7e\u00a0-\u2fff]*$/.test(text) ? text : undefined;
}
