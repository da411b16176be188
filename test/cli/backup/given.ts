import { createHash, randomBytes } from "node:crypto";
import type { Manifest, Part } from "../../../cli/backup/archive/manifest.ts";
import { type Archive, readArchive } from "../../../cli/backup/archive/reader.ts";
import { ArchiveWriter } from "../../../cli/backup/archive/writer.ts";

export const KEY = Buffer.alloc(32, 7);

export const manifestOf = (parts: readonly Part[]): Manifest => ({
  madeAt: "2026-11-23T21:45:00.000Z",
  instance: "quantflow",
  environment: "local",
  commit: "0123456789abcdef",
  versions: { prometheus: "v3.13.5" },
  parts: [...parts],
});

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

export async function* pieces(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

/** An archive of these contents, each given in its pieces. */
export async function archiveOf(
  contents: readonly (readonly Uint8Array[])[],
  change: (manifest: Manifest) => Manifest = (manifest) => manifest,
): Promise<Buffer> {
  const written: Uint8Array[] = [];
  const writer = await ArchiveWriter.begin(async (bytes) => void written.push(bytes), KEY, randomBytes);
  const parts: Part[] = [];
  for (const [index, content] of contents.entries())
    parts.push({ name: `part-${index}`, services: [], kind: "frozen", ...(await writer.add(pieces(...content))) });
  await writer.finish(change(manifestOf(parts)));
  return Buffer.concat(written);
}

/** The archive that has these bytes. */
export const opened = (bytes: Uint8Array, key: Uint8Array = KEY): Promise<Archive> =>
  readArchive(
    {
      path: "FILE",
      size: bytes.length,
      read: async (offset, length) => bytes.subarray(offset, offset + length),
      close: async () => {},
    },
    key,
  );

export async function gathered(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of content) all.push(piece);
  return Buffer.concat(all);
}
