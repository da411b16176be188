import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

/** Bytes of plaintext in every chunk but the last, which holds 1 to so many. */
export const CHUNK_LENGTH = 64 * 1024;
export const TAG_LENGTH = 16;
export const SALT_LENGTH = 32;
const KEY_ID_LENGTH = 8;
export const FAMILY = Buffer.from("quantflow-backup/");
export const MAGIC = Buffer.from("quantflow-backup/1\n");
export const HEADER_LENGTH = MAGIC.length + SALT_LENGTH + KEY_ID_LENGTH;
/** Behind the manifest: its length. */
export const TRAILER_LENGTH = 4;
const CIPHER = "aes-256-gcm";

/**
 * Encrypts and opens one archive's chunks. The format, `quantflow-backup/1`, integers big-endian:
 *
 *     offset  bytes  what
 *          0     19  "quantflow-backup/1" and a line feed
 *         19     32  salt, random
 *         51      8  key id: HKDF-SHA256(secret, salt, info: "quantflow-backup/1 key id")
 *         59         chunks of 65536 bytes of plaintext, the last of 1 to 65536, each followed by its tag of 16 bytes:
 *                    AES-256-GCM; key: HKDF-SHA256(secret, salt, info: "quantflow-backup/1 key"); nonce: the chunk's
 *                    number in 11 bytes, then 1 for the last chunk and 0 for the others; additional authenticated data:
 *                    the 59 bytes of the header
 *
 * So a chunk that is changed, missing, repeated or moved, and an archive cut at any byte, do not authenticate. It is the
 * STREAM construction (https://eprint.iacr.org/2015/189), as age has it. The plaintext is the parts one after the other,
 * the manifest as JSON, and the manifest's length in 4 bytes.
 */
export interface ChunkCipher {
  readonly header: Buffer;
  seal(plaintext: Uint8Array, index: number, last: boolean): Buffer;
  /** The plaintext; undefined when the chunk is not what was written at this place. */
  open(sealed: Uint8Array, index: number, last: boolean): Buffer | undefined;
}

/** @param secret at least 32 random bytes. @param salt 32 bytes, new for every archive. */
export function chunkCipher(secret: Uint8Array, salt: Uint8Array): ChunkCipher {
  const derived = (info: string, length: number) =>
    Buffer.from(hkdfSync("sha256", secret, salt, `quantflow-backup/1 ${info}`, length));
  const key = derived("key", 32);
  const header = Buffer.concat([MAGIC, salt, derived("key id", KEY_ID_LENGTH)]);
  return {
    header,
    seal(plaintext, index, last) {
      const cipher = createCipheriv(CIPHER, key, nonce(index, last), { authTagLength: TAG_LENGTH }).setAAD(header);
      return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, index, last) {
      const end = sealed.length - TAG_LENGTH;
      if (end < 1) return undefined;
      const decipher = createDecipheriv(CIPHER, key, nonce(index, last), { authTagLength: TAG_LENGTH });
      decipher.setAAD(header).setAuthTag(sealed.subarray(end));
      const plaintext = decipher.update(sealed.subarray(0, end));
      try {
        decipher.final();
      } catch {
        return undefined;
      }
      return plaintext;
    },
  };
}

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(index), 3);
  bytes[11] = last ? 1 : 0;
  return bytes;
}
