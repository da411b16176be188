import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { damaged, noFile, notABackup, otherKey, otherVersion, truncated } from "../errors.ts";
import {
  CHUNK_LENGTH,
  type ChunkCipher,
  chunkCipher,
  FAMILY,
  HEADER_LENGTH,
  MAGIC,
  SALT_LENGTH,
  TAG_LENGTH,
  TRAILER_LENGTH,
} from "./format.ts";
import { type Manifest, manifestShape, type Part } from "./manifest.ts";

const SEALED_LENGTH = CHUNK_LENGTH + TAG_LENGTH;
/** A manifest has some hundred bytes for each volume and table. */
const LONGEST_MANIFEST = 16 * 2 ** 20;

/** One archive, read from any place. */
export interface Archive {
  readonly manifest: Manifest;
  /** Bytes of the file. */
  readonly size: number;
  /** The bytes of one part. Fails where one is not what was written. */
  part(part: Part): AsyncGenerator<Buffer>;
  /** Reads all of it. Fails at the first byte that is not what was written. */
  verify(onBytes?: (bytes: number) => void): Promise<void>;
  close(): Promise<void>;
}

/** Where the bytes of an archive are. */
export interface Source {
  /** What it is called in messages. */
  readonly path: string;
  readonly size: number;
  /** So many bytes from a place on, or fewer where it has no more. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** Opens the archive in a file. Fails with `backup/no-file`, and as `readArchive` does. */
export async function openArchive(path: string, secret: Uint8Array): Promise<Archive> {
  const file = await openFile(path);
  const read = async (offset: number, length: number) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  };
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw noFile(path, "it is no file");
    const { size } = stat;
    return await readArchive({ path, size, read, close: () => file.close() }, secret);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === "ENOENT" || code === "ENOTDIR" ? noFile(path, "there is no such file") : error;
  }
}

/**
 * Opens what `ArchiveWriter` wrote. Fails with `backup/not-a-backup`, `backup/other-version`, `backup/other-key`,
 * `backup/truncated` or `backup/damaged`. What the manifest says is authentic then; the parts are once they are read.
 */
export async function readArchive(source: Source, secret: Uint8Array): Promise<Archive> {
  const chunks = new Chunks(source, await cipherOf(source, secret));
  const { manifest, length } = await manifestOf(source, chunks);
  const offsets = offsetsOf(source, manifest, chunks.plaintext - length - TRAILER_LENGTH);
  const part = (one: Part) => wholePart(source, one, chunks.bytes(offsets.get(one.name) ?? 0, one.size));
  return {
    manifest,
    size: source.size,
    part,
    async verify(onBytes = () => {}) {
      let seen = 0;
      for (const one of manifest.parts)
        for await (const piece of part(one)) {
          seen += piece.length;
          onBytes(seen);
        }
    },
    close: source.close,
  };
}

async function cipherOf(source: Source, secret: Uint8Array): Promise<ChunkCipher> {
  const header = await read(source, 0, Math.min(HEADER_LENGTH, source.size));
  const start = header.subarray(0, MAGIC.length);
  if (!start.equals(MAGIC.subarray(0, start.length)) || start.length === 0)
    throw start.subarray(0, FAMILY.length).equals(FAMILY) ? otherVersion(source.path) : notABackup(source.path);
  if (header.length < HEADER_LENGTH) throw truncated(source.path);
  const cipher = chunkCipher(secret, header.subarray(MAGIC.length, MAGIC.length + SALT_LENGTH));
  if (!cipher.header.equals(header)) throw otherKey(source.path);
  return cipher;
}

/** The plaintext of an archive, in which any place can be read. */
class Chunks {
  readonly plaintext: number;
  readonly #count: number;

  constructor(
    readonly source: Source,
    readonly cipher: ChunkCipher,
  ) {
    const sealed = source.size - HEADER_LENGTH;
    this.#count = Math.ceil(sealed / SEALED_LENGTH);
    this.plaintext = sealed - this.#count * TAG_LENGTH;
    if (sealed - (this.#count - 1) * SEALED_LENGTH <= TAG_LENGTH) throw truncated(source.path);
  }

  async *bytes(offset: number, length: number): AsyncGenerator<Buffer> {
    const end = offset + length;
    for (let at = offset; at < end; ) {
      const index = Math.floor(at / CHUNK_LENGTH);
      const chunk = await this.#chunk(index);
      const from = at - index * CHUNK_LENGTH;
      const piece = chunk.subarray(from, Math.min(chunk.length, end - index * CHUNK_LENGTH));
      yield piece;
      at += piece.length;
    }
  }

  async #chunk(index: number): Promise<Buffer> {
    const { source, cipher } = this;
    const at = HEADER_LENGTH + index * SEALED_LENGTH;
    const last = index === this.#count - 1;
    const sealed = await read(source, at, Math.min(SEALED_LENGTH, source.size - at));
    const chunk = cipher.open(sealed, index, last);
    if (chunk) return chunk;
    // Whole, but others once followed.
    if (last && cipher.open(sealed, index, false)) throw truncated(source.path);
    throw damaged(source.path, `chunk ${index + 1} of ${this.#count}, at byte ${at}, is not what was written`);
  }
}

async function manifestOf(source: Source, chunks: Chunks): Promise<{ manifest: Manifest; length: number }> {
  if (chunks.plaintext < TRAILER_LENGTH) throw truncated(source.path);
  const end = chunks.plaintext - TRAILER_LENGTH;
  const length = (await gathered(chunks.bytes(end, TRAILER_LENGTH))).readUInt32BE();
  if (length > Math.min(LONGEST_MANIFEST, end)) throw damaged(source.path, `its manifest has ${length} bytes`);
  const text = await gathered(chunks.bytes(end - length, length));
  return { manifest: parsed(source.path, text.toString("utf8")), length };
}

function parsed(path: string, text: string): Manifest {
  try {
    return manifestShape.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(path, `its manifest cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Where each part begins. Fails unless the parts fill the archive, each under a name of its own. */
function offsetsOf({ path }: Source, { parts }: Manifest, length: number): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  let offset = 0;
  for (const { name, size } of parts) {
    if (offsets.has(name)) throw damaged(path, `its manifest names ${name} twice`);
    offsets.set(name, offset);
    offset += size;
  }
  if (offset !== length) throw damaged(path, `its parts should have ${offset} bytes and have ${length}`);
  return offsets;
}

async function* wholePart({ path }: Source, part: Part, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest("hex") !== part.sha256) throw damaged(path, `the SHA-256 of ${part.name} is another`);
}

async function gathered(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** Fails when the file became shorter meanwhile. */
async function read(source: Source, offset: number, length: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let left = length; left > 0; ) {
    const piece = await source.read(offset + length - left, left);
    if (piece.length === 0) throw truncated(source.path);
    pieces.push(piece);
    left -= piece.length;
  }
  return Buffer.concat(pieces);
}
