import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import {
  CHUNK_LENGTH,
  chunkCipher,
  HEADER_LENGTH,
  SALT_LENGTH,
  TAG_LENGTH,
} from "../../../cli/backup/archive/format.ts";
import type { Manifest } from "../../../cli/backup/archive/manifest.ts";
import { ArchiveWriter } from "../../../cli/backup/archive/writer.ts";
import { archiveOf, gathered, KEY, opened, sha256 } from "./given.ts";

const LARGE = Buffer.alloc(3 * CHUNK_LENGTH + 17, "quantflow");

const failure = (bytes: Uint8Array, key?: Uint8Array): Promise<{ code: string; message: string }> =>
  opened(bytes, key)
    .then((archive) => archive.verify())
    .then(
      () => {
        throw new Error("nothing was found to be wrong");
      },
      (error) => error,
    );

it("reads back every part that was written, whatever its size and pieces", async () => {
  const size = fc.oneof(
    fc.nat(40),
    fc.constantFrom(CHUNK_LENGTH - 1, CHUNK_LENGTH, CHUNK_LENGTH + 1, 2 * CHUNK_LENGTH),
  );
  const content = fc.array(
    fc.tuple(size, fc.nat(255)).map(([length, byte]) => Buffer.alloc(length, byte)),
    { maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(content, { maxLength: 4 }), async (contents) => {
      const archive = await opened(await archiveOf(contents));
      const read = [];
      for (const part of archive.manifest.parts) read.push(await gathered(archive.part(part)));
      expect(read.map(sha256)).toEqual(contents.map((one) => sha256(Buffer.concat(one))));
      expect(archive.manifest.parts.map((part) => part.sha256)).toEqual(read.map(sha256));
    }),
    { numRuns: 40 },
  );
});

it("is found to be damaged when one bit of it is another, wherever it lies", async () => {
  const whole = await archiveOf([[Buffer.alloc(CHUNK_LENGTH + 17)], [Buffer.from("small")]]);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
      const changed = Buffer.from(whole);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await failure(changed)).code).toMatch(/^backup\/(damaged|other-key|other-version|not-a-backup)$/);
    }),
    { numRuns: 300 },
  );
});

it("is found to be cut short at every kind of place", async () => {
  const whole = await archiveOf([[LARGE], [Buffer.from("small")]]);
  const sealed = CHUNK_LENGTH + TAG_LENGTH;
  const chunks = [0, 1, 2, 3].flatMap((n) => [-1, 0, 1, TAG_LENGTH, TAG_LENGTH + 1].map((by) => n * sealed + by));
  const lengths = [1, 5, 19, 20, HEADER_LENGTH - 1, ...chunks.map((at) => HEADER_LENGTH + at), whole.length - 1];
  for (const length of lengths) {
    expect((await failure(whole.subarray(0, length))).code, `${length} of ${whole.length} bytes`).toMatch(
      /^backup\/(truncated|damaged)$/,
    );
  }
  expect((await failure(whole.subarray(0, HEADER_LENGTH + 2 * sealed))).message).toBe(
    "FILE ends too early: it is not the whole backup.",
  );
});

it("does not open when two of its chunks have changed places, or one stands twice", async () => {
  const whole = await archiveOf([[LARGE]]);
  const sealed = CHUNK_LENGTH + TAG_LENGTH;
  const chunk = (index: number) => whole.subarray(HEADER_LENGTH + index * sealed, HEADER_LENGTH + (index + 1) * sealed);
  for (const order of [
    [1, 0, 2, 3],
    [0, 0, 2, 3],
    [0, 1, 1, 2, 3],
  ]) {
    const moved = Buffer.concat([whole.subarray(0, HEADER_LENGTH), ...order.map(chunk)]);
    expect((await failure(moved)).code).toBe("backup/damaged");
  }
});

it("does not open with chunks of another archive under the same key", async () => {
  const [mine, theirs] = [await archiveOf([[LARGE]]), await archiveOf([[LARGE]])];
  const mixed = Buffer.concat([mine.subarray(0, HEADER_LENGTH), theirs.subarray(HEADER_LENGTH)]);
  expect((await failure(mixed)).code).toBe("backup/damaged");
});

it("tells another key, another format and another file apart", async () => {
  const whole = await archiveOf([[LARGE]]);
  expect((await failure(whole, Buffer.alloc(32, 8))).code).toBe("backup/other-key");
  const newer = Buffer.concat([Buffer.from("quantflow-backup/2\n"), whole.subarray(19)]);
  expect((await failure(newer)).code).toBe("backup/other-version");
  for (const text of ["", "{}", "PGDMP", "quantflow-plan/1\n"])
    expect((await failure(Buffer.from(text))).code).toBe("backup/not-a-backup");
});

it("refuses a manifest that says what the archive does not hold", async () => {
  const wrong = [
    (size: number) => size + 1,
    (size: number) => size - 1,
    () => Number.MAX_SAFE_INTEGER,
    () => -1,
    () => 0.5,
  ];
  for (const sizeOf of wrong) {
    const whole = await archiveOf([[Buffer.from("content")]], (manifest) => ({
      ...manifest,
      parts: manifest.parts.map((part) => ({ ...part, size: sizeOf(part.size) })),
    }));
    expect((await failure(whole)).code).toBe("backup/damaged");
  }
  const twice = await archiveOf([[], []], (manifest) => ({
    ...manifest,
    parts: manifest.parts.map((part) => ({ ...part, name: "same" })),
  }));
  expect((await failure(twice)).message).toBe("FILE is not what was written: its manifest names same twice.");
  const otherSum = await archiveOf([[Buffer.from("content")]], (manifest) => ({
    ...manifest,
    parts: manifest.parts.map((part) => ({ ...part, sha256: "0".repeat(64) })),
  }));
  expect((await failure(otherSum)).message).toContain("the SHA-256 of part-0 is another");
});

it("holds nothing that can be read without the key", async () => {
  const bytes = (await archiveOf([[LARGE]])).toString("latin1");
  expect(bytes.indexOf("quantflow", 19)).toBe(-1);
  expect(bytes).not.toContain("manifest");
  expect(bytes).not.toContain("part-0");
});

it("takes nothing for a manifest but one, and is never broken by another", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
      const written: Uint8Array[] = [];
      const writer = await ArchiveWriter.begin(async (bytes) => void written.push(bytes), KEY, randomBytes);
      await writer.finish(value as Manifest);
      expect((await failure(Buffer.concat(written))).code).toBe("backup/damaged");
    }),
    { numRuns: 200 },
  );
});

it("takes no length of a manifest that leads outside of the archive", async () => {
  const cipher = chunkCipher(KEY, randomBytes(SALT_LENGTH));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 64 }), async (plaintext) => {
      const { code } = await failure(Buffer.concat([cipher.header, cipher.seal(plaintext, 0, true)]));
      expect(code).toMatch(/^backup\/(damaged|truncated)$/);
    }),
    { numRuns: 200 },
  );
});
