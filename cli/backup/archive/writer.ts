import { createHash } from "node:crypto";
import { CHUNK_LENGTH, type ChunkCipher, chunkCipher, SALT_LENGTH, TRAILER_LENGTH } from "./format.ts";
import type { Manifest } from "./manifest.ts";

export interface Written {
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Puts bytes behind all that were appended before. */
export type Append = (bytes: Uint8Array) => Promise<void>;

/** Writes one archive from the first byte to the last; never more than a chunk of it is in memory. */
export class ArchiveWriter {
  readonly #appendSealed: Append;
  readonly #cipher: ChunkCipher;
  #waiting: Buffer[] = [];
  #length = 0;
  #chunks = 0;

  private constructor(append: Append, cipher: ChunkCipher) {
    this.#appendSealed = append;
    this.#cipher = cipher;
  }

  /** @param random gives so many bytes that nobody can foretell. */
  static async begin(append: Append, secret: Uint8Array, random: (size: number) => Uint8Array): Promise<ArchiveWriter> {
    const cipher = chunkCipher(secret, random(SALT_LENGTH));
    await append(cipher.header);
    return new ArchiveWriter(append, cipher);
  }

  /** Appends a part, and tells its progress. What the manifest says of it is the result. */
  async add(content: AsyncIterable<Uint8Array>, onBytes: (bytes: number) => void = () => {}): Promise<Written> {
    const hash = createHash("sha256");
    let size = 0;
    for await (const piece of content) {
      hash.update(piece);
      size += piece.length;
      await this.#append(piece);
      onBytes(size);
    }
    return { size, sha256: hash.digest("hex") };
  }

  /** Appends the manifest, which makes the archive whole. */
  async finish(manifest: Manifest): Promise<void> {
    const text = Buffer.from(JSON.stringify(manifest));
    const trailer = Buffer.alloc(TRAILER_LENGTH);
    trailer.writeUInt32BE(text.length);
    await this.#append(Buffer.concat([text, trailer]));
    await this.#seal(this.#length, true);
  }

  async #append(piece: Uint8Array): Promise<void> {
    this.#waiting.push(Buffer.from(piece));
    this.#length += piece.length;
    // A full chunk waits until it is known not to be the last.
    while (this.#length > CHUNK_LENGTH) await this.#seal(CHUNK_LENGTH, false);
  }

  async #seal(length: number, last: boolean): Promise<void> {
    const all = Buffer.concat(this.#waiting);
    const rest = all.subarray(length);
    this.#waiting = [rest];
    this.#length = rest.length;
    await this.#appendSealed(this.#cipher.seal(all.subarray(0, length), this.#chunks, last));
    this.#chunks += 1;
  }
}
