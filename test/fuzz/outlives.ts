import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, asyncProperty, oneof } from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { damaged } from "./damage.ts";
import { isOurs, withinPatience } from "./outcome.ts";
import type { Reader } from "./reader.ts";
import { SEED } from "./seed.ts";

const RUNS = 100;

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-fuzz-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function expectOutlived({ read }: Reader, content: Buffer, folder: string): Promise<void> {
  try {
    await withinPatience(() => read(content, folder));
  } catch (error) {
    if (!isOurs(error)) throw error;
  }
}

/** Declares the tests of each reader: a value, or an error of ours with a code, whatever it is given. */
export const describeReaders = (readers: readonly Reader[]): void =>
  describe.each(readers.map((reader) => [reader.what, reader] as const))("%s", (_, reader) => {
    const samples = reader.samples.map((sample) => Buffer.from(sample));

    it("is read as it should be", async () => {
      const folder = ownFolder();
      expect(samples.length).toBeGreaterThan(0);
      for (const sample of samples) await reader.read(sample, folder);
    });

    it("may be anything else: a value is read, or an error says why not", { timeout: 300_000 }, async () => {
      const folder = ownFolder();
      await assert(
        asyncProperty(oneof(...samples.map(damaged)), (content) => expectOutlived(reader, content, folder)),
        { numRuns: RUNS, seed: SEED },
      );
    });
  });
