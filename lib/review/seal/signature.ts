import { type KeyObject, sign, verify } from "node:crypto";
import { canonicalJson } from "./canonical.ts";
import { SealError } from "./errors.ts";
import { keyId, requireSigningKey } from "./keys.ts";
import type { Seal, SealedStack } from "./seal.ts";
import { sha256 } from "./sha256.ts";
import { malformed, members, sealOf } from "./shape.ts";

/** Keeps a signature made for something else from ever passing as a seal's. */
const CONTEXT = "quantflow-seal/1\n";
/** A seal of a thousand stacks has half of this. */
const MAXIMUM_LENGTH = 1024 * 1024;

/**
 * One line of canonical JSON (RFC 8785) and a line feed: `{"key": id, "seal": {...}, "signature": base64}`. The
 * signature is ed25519 (RFC 8032) over `quantflow-seal/1`, a line feed and the canonical JSON of `seal`. Fails with
 * `seal/malformed` when the seal breaks a rule of `Seal`, with `seal/key-...` when the key is no private ed25519 one.
 */
export function writeSeal(seal: Seal, privateKey: KeyObject): string {
  const content = canonicalSeal(seal);
  const signature = sign(null, signed(content), requireSigningKey(privateKey)).toString("base64");
  return envelope(keyId(privateKey), content, signature);
}

/** The seal in a text that `writeSeal` wrote with the private half of one of the keys; fails with a SealError. */
export function readSeal(text: string, publicKeys: readonly KeyObject[]): Seal {
  const { key, seal: value, signature } = members(parsed(text), ["key", "seal", "signature"], "the file");
  if (typeof key !== "string" || !/^[0-9a-f]{16}$/.test(key)) throw malformed("key", "16 lower-case hex digits");
  if (typeof signature !== "string") throw malformed("signature", "base64");
  const seal = sealOf(value);
  const content = canonicalSeal(seal);
  const bytes = Buffer.from(signature, "base64");
  // Another spelling of the same values was not written by us: repeated keys, spaces, loose base64.
  if (text !== envelope(key, content, bytes.toString("base64"))) throw malformed("the file", "in canonical form");
  if (!verify(null, signed(content), keyNamed(key, publicKeys), bytes)) throw badSignature(key);
  return seal;
}

/** SHA-256 of the seal's canonical JSON: what an encrypted plan is bound to. */
export function sealHash(seal: Seal): string {
  return sha256(canonicalSeal(seal));
}

function canonicalSeal(seal: Seal): string {
  const { stacks, ...rest } = sealOf(seal);
  return canonicalJson({ ...rest, stacks: stacks.map(stackValue) });
}

const stackValue = ({ state, ...rest }: SealedStack) => ({ ...rest, state: state && { ...state } });

const signed = (content: string): Buffer => Buffer.from(CONTEXT + content);

const envelope = (key: string, content: string, signature: string): string =>
  `{"key":${JSON.stringify(key)},"seal":${content},"signature":${JSON.stringify(signature)}}\n`;

function parsed(text: string): unknown {
  if (text.length > MAXIMUM_LENGTH) throw malformed("the file", "at most 1 MiB long");
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be anything.
    throw malformed("the file", "JSON");
  }
}

function keyNamed(id: string, publicKeys: readonly KeyObject[]): KeyObject {
  const key = publicKeys.find((candidate) => keyId(candidate) === id);
  if (key !== undefined) return key;
  const known = publicKeys.map(keyId).join(", ") || "none";
  throw new SealError(
    "seal/unknown-key",
    `The seal is signed with key ${id}, which is not trusted here; trusted: ${known}`,
    "Plan again with a trusted key, or add that key's public half here if you know whose it is",
  );
}

function badSignature(key: string): SealError {
  return new SealError(
    "seal/bad-signature",
    `The seal's signature is not that of key ${key} for this content: it was changed after it was signed`,
    "Apply nothing from this run; find out who changed it and plan again",
  );
}
