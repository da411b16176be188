import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { SealError, type SealErrorCode } from "./errors.ts";
import { pemBlocks, pemLabels, withLineBreaks } from "./pem.ts";
import { bytesFrom, type Random } from "./random.ts";
import { sha256 } from "./sha256.ts";

/** What precedes the seed in the PKCS#8 form of an ed25519 key (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const SEED_LENGTH = 32;
/** Base64 of 32 bytes; the padding is often lost on the way. */
const SEED = /^[A-Za-z0-9+/]{43}=?$/;
const MAKE = "Make one with: openssl genpkey -algorithm ed25519; its public half with: openssl pkey -pubout";

/** The values of two environment variables. */
export interface KeyPair {
  /** Base64 of the 32-byte seed; a secret of the plan job. */
  readonly privateKey: string;
  /** PEM; not secret. */
  readonly publicKey: string;
}

export function keyPair(random: Random): KeyPair {
  const seed = Buffer.from(bytesFrom(random, SEED_LENGTH));
  const publicKey = createPublicKey(fromSeed(seed)).export({ type: "spki", format: "pem" });
  return { privateKey: seed.toString("base64"), publicKey: publicKey.toString() };
}

/**
 * The ed25519 key in an environment variable's value: PEM in PKCS#8 (line breaks may be written `\n`), or base64 of the
 * 32-byte seed. `name` is the variable's, for the message. Fails with `seal/key-...`; no message holds the value.
 */
export function privateKeyOf(value: string | undefined, name: string): KeyObject {
  const text = requireValue(value, name);
  if (SEED.test(text)) return fromSeed(Buffer.from(text, "base64"));
  const [block, ...more] = blocksOf(text, name);
  if (block === undefined || more.length > 0) throw unreadable(name, "one PEM block or base64 of 32 bytes");
  if (labelOf(block).endsWith("PUBLIC KEY")) {
    throw refused("seal/key-public-for-private", name, "holds a public key where the private one is needed");
  }
  return requireEd25519(
    parsed(() => createPrivateKey(block), name),
    name,
  );
}

/** The ed25519 public keys in an environment variable's value: PEM blocks one after the other, so keys can be rotated. */
export function publicKeysOf(value: string | undefined, name: string): readonly KeyObject[] {
  const text = requireValue(value, name);
  // A raw public key looks just like a seed, so that only PEM tells a secret in the wrong place.
  if (SEED.test(text)) {
    throw refused(
      "seal/key-private-for-public",
      name,
      "holds 32 bytes in base64, which is how a private key is written",
    );
  }
  return blocksOf(text, name).map((block) => {
    if (labelOf(block).endsWith("PRIVATE KEY")) {
      throw refused("seal/key-private-for-public", name, "holds a private key where public ones are needed");
    }
    return requireEd25519(
      parsed(() => createPublicKey(block), name),
      name,
    );
  });
}

/** The key, when it can sign a seal; for keys that did not come through `privateKeyOf`. */
export function requireSigningKey(key: KeyObject): KeyObject {
  if (key.type !== "private") throw refused("seal/key-public-for-private", "The signing key", `is a ${key.type} one`);
  return requireEd25519(key, "The signing key");
}

/** The first 16 hex digits of the SHA-256 of the public half (DER, SubjectPublicKeyInfo). */
export function keyId(key: KeyObject): string {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return sha256(publicKey.export({ type: "spki", format: "der" })).slice(0, 16);
}

const fromSeed = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });

function requireValue(value: string | undefined, name: string): string {
  const text = withLineBreaks(value ?? "");
  if (text === "") throw refused("seal/key-missing", name, "is not set or empty");
  return text;
}

function blocksOf(text: string, name: string): readonly string[] {
  const blocks = pemBlocks(text);
  if (blocks.length === 0 || blocks.length !== pemLabels(text).length) {
    throw unreadable(name, "whole PEM blocks or, for a private key, base64 of 32 bytes");
  }
  for (const block of blocks) requireLabel(block, name);
  return blocks;
}

function requireLabel(block: string, name: string): void {
  const label = labelOf(block);
  if (label === "ENCRYPTED PRIVATE KEY" || block.includes("Proc-Type: 4,ENCRYPTED")) {
    throw refused("seal/key-has-passphrase", name, "holds a key under a passphrase, which nobody can type in a job");
  }
  if (label === "PRIVATE KEY" || label === "PUBLIC KEY") return;
  throw refused(
    "seal/key-wrong-kind",
    name,
    `holds a PEM block "${label}", not an ed25519 key in PKCS#8 or its public half`,
  );
}

const labelOf = (block: string): string => pemLabels(block)[0] ?? "";

function parsed(parse: () => KeyObject, name: string): KeyObject {
  try {
    return parse();
  } catch {
    // OpenSSL's message is of no use to an operator.
    throw unreadable(name, "a readable key: what stands between the PEM lines is damaged");
  }
}

function requireEd25519(key: KeyObject, name: string): KeyObject {
  if (key.asymmetricKeyType === "ed25519") return key;
  throw refused("seal/key-wrong-kind", name, `is of kind ${key.asymmetricKeyType}; only ed25519 is used`);
}

const unreadable = (name: string, wanted: string): SealError =>
  refused("seal/key-unreadable", name, `does not hold ${wanted}`);

const refused = (code: Extract<SealErrorCode, `seal/key-${string}`>, name: string, what: string): SealError =>
  new SealError(code, `${name} ${what}`, MAKE);
