import { SealError } from "./errors.ts";

const MINIMUM_LENGTH = 32;
/** 32 random bytes have fewer different ones less than once in 10^16 times. */
const MINIMUM_DIFFERENT = 16;

/**
 * The bytes of a CI secret given as hex or base64: at least 32, from a random source. Fails with `seal/secret-missing`
 * or `seal/secret-weak`: too short, neither form, a few bytes repeated, or a text that somebody thought of.
 */
export function secretBytes(secret: string | undefined): Uint8Array {
  const text = (secret ?? "").replace(/\s/g, "");
  if (text === "") throw refused("seal/secret-missing", "is not set or empty");
  const bytes = decoded(text);
  if (bytes === undefined) throw refused("seal/secret-weak", "is neither hex nor base64");
  if (bytes.length < MINIMUM_LENGTH) {
    throw refused("seal/secret-weak", `has ${bytes.length} bytes; it needs at least ${MINIMUM_LENGTH}`);
  }
  if (new Set(bytes).size < MINIMUM_DIFFERENT)
    throw refused("seal/secret-weak", "repeats a few bytes: it is not random");
  if (bytes.every(isText)) throw refused("seal/secret-weak", "decodes to a text: it is not random");
  return bytes;
}

function decoded(text: string): Uint8Array | undefined {
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) return Buffer.from(text, "hex");
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1;
  return isBase64 ? Buffer.from(text, "base64") : undefined;
}

const isText = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);

const refused = (code: "seal/secret-missing" | "seal/secret-weak", what: string): SealError =>
  new SealError(code, `The secret for encrypted plans ${what}`, "Make one with: openssl rand -base64 32");
