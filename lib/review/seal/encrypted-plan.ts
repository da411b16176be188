import { createCipheriv, createDecipheriv, hkdfSync, timingSafeEqual } from "node:crypto";
import { SealError } from "./errors.ts";
import { type Frame, frameOf, headerOf, NONCE_LENGTH, SECRET_ID_LENGTH, TAG_LENGTH, tampered } from "./frame.ts";
import { bytesFrom, type Random } from "./random.ts";
import type { Seal } from "./seal.ts";
import { secretBytes } from "./secret.ts";
import { sealHash } from "./signature.ts";

const CIPHER = "aes-256-gcm";
const KEY_LENGTH = 32;

/**
 * A saved plan that only the holder of the secret reads, and only with this seal. `secret` is hex or base64 of at least
 * 32 random bytes. The format, `quantflow-plan/1`, integers big-endian:
 *
 *     offset  bytes  what
 *          0     17  "quantflow-plan/1" and a line feed
 *         17     32  SHA-256 of the seal's canonical JSON
 *         49      8  secret id: HKDF-SHA256(secret, salt: that hash, info: "quantflow-plan/1 secret id")
 *         57     12  nonce, random
 *         69      8  size of the ciphertext
 *         77   size  AES-256-GCM ciphertext; key: HKDF-SHA256(secret, salt: that hash, info: "quantflow-plan/1 key");
 *                    additional authenticated data: the 77 bytes before it, the hash of the seal among them
 *    77+size     16  tag
 *
 * Fails with `seal/secret-...`, or `seal/malformed` when the seal breaks a rule of `Seal`.
 */
export function encryptPlan(plan: Uint8Array, secret: string | undefined, seal: Seal, random: Random): Uint8Array {
  const keys = keysOf(secret, seal);
  const nonce = Buffer.from(bytesFrom(random, NONCE_LENGTH));
  const header = headerOf({ ...keys, nonce }, plan.length);
  const cipher = createCipheriv(CIPHER, keys.key, nonce, { authTagLength: TAG_LENGTH }).setAAD(header);
  return Buffer.concat([header, cipher.update(plan), cipher.final(), cipher.getAuthTag()]);
}

/**
 * The saved plan in what `encryptPlan` wrote. Fails with `seal/plan-...`, by the first that differs: format, size, seal,
 * secret, content. Every byte is authenticated; a changed header shows as the part it changed. Nothing of the plan is
 * given on a failure. That it is the plan of the right stack is for `mismatches` to say, by its hash.
 */
export function decryptPlan(bytes: Uint8Array, secret: string | undefined, seal: Seal): Uint8Array {
  const keys = keysOf(secret, seal);
  const frame = frameOf(bytes);
  if (!frame.seal.equals(keys.seal)) throw otherSeal();
  if (!timingSafeEqual(frame.secretId, keys.secretId)) throw otherSecret();
  return opened(frame, keys.key);
}

interface Keys {
  readonly seal: Buffer;
  readonly secretId: Buffer;
  readonly key: Buffer;
}

/** Salted with the seal, so that no two seals share a key and its nonces. */
function keysOf(secret: string | undefined, seal: Seal): Keys {
  const bytes = secretBytes(secret);
  const salt = Buffer.from(sealHash(seal), "hex");
  const derived = (info: string, length: number) =>
    Buffer.from(hkdfSync("sha256", bytes, salt, `quantflow-plan/1 ${info}`, length));
  return { seal: salt, secretId: derived("secret id", SECRET_ID_LENGTH), key: derived("key", KEY_LENGTH) };
}

function opened(frame: Frame, key: Buffer): Uint8Array {
  const decipher = createDecipheriv(CIPHER, key, frame.nonce, { authTagLength: TAG_LENGTH });
  decipher.setAAD(frame.header).setAuthTag(frame.tag);
  const plan = decipher.update(frame.ciphertext);
  try {
    decipher.final();
  } catch {
    plan.fill(0);
    throw tampered("its nonce, content or tag is not what was written");
  }
  return plan;
}

const otherSeal = (): SealError =>
  new SealError(
    "seal/plan-other-seal",
    "The encrypted plan belongs to another seal, or the seal named in it was changed",
    "Take plan and seal from the same run of the plan job",
  );

const otherSecret = (): SealError =>
  new SealError(
    "seal/plan-other-secret",
    "The plan was encrypted under another secret, or the secret's id in it was changed",
    "Give the plan job and the apply job the same secret; after changing it, plan again",
  );
