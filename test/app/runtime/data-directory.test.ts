import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CHECK_MS, DataDirectory } from "../../../app/runtime/data-directory.ts";
import { dataDirectoryWritable } from "../../../metrics/quantflow/runtime.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";

interface Shown {
  readonly values: readonly number[];
  /** Resolves once so many checks have ended. */
  reached(count: number): Promise<void>;
}

function create(directory: string) {
  const clock = new FakeClock();
  const log = memoryLog();
  const values: number[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const shown: Shown = {
    values,
    reached: (count) =>
      new Promise((resolve) => {
        if (values.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
  const recorder = {
    increment() {},
    observe() {},
    remove() {},
    set(metric: { readonly name: string }, _: unknown, value: number) {
      expect(metric.name).toBe(dataDirectoryWritable.name);
      values.push(value);
      for (const { count, resolve } of waiting) if (values.length >= count) resolve();
    },
  };
  return { checked: new DataDirectory({ directory, clock, recorder, log }), clock, log, shown };
}

it("is writable where what is written is taken, and nothing of it stays", async () => {
  const directory = await temporaryFolder();
  const { checked, shown, log } = create(directory);
  await checked.check();
  expect(shown.values).toEqual([1]);
  expect(await readdir(directory)).toEqual([]);
  expect(log.entries).toEqual([]);
});

it("is not where it is refused, which is told once, and that it is over once", async () => {
  const directory = join(await temporaryFolder(), "gone");
  const { checked, shown, log } = create(directory);
  await checked.check();
  await checked.check();
  await mkdir(directory);
  await checked.check();
  await checked.check();
  expect(shown.values).toEqual([0, 0, 1, 1]);
  expect(log.entries.map(({ level }) => level)).toEqual(["error", "info"]);
});

it("is not where the disk has not answered since the last check", async () => {
  const { checked, shown } = create(await temporaryFolder());
  const first = checked.check();
  await checked.check();
  expect(shown.values).toEqual([0]);
  await first;
  expect(shown.values).toEqual([0, 1]);
});

it("is checked at the start and every ten seconds, until it is cancelled", async () => {
  const { checked, clock, shown } = create(await temporaryFolder());
  const cancel = checked.start();
  await shown.reached(1);
  clock.advance(CHECK_MS);
  await shown.reached(2);
  cancel();
  clock.advance(10 * CHECK_MS);
  await checked.check();
  expect(shown.values).toEqual([1, 1, 1]);
});
