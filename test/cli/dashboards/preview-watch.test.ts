import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { oneAtATime, watchFolders } from "../../../cli/dashboards/preview-watch.ts";
import { temporaryFolder } from "../fixtures.ts";

/** A watched folder; `next` resolves when a call comes that was not there before. */
function watched() {
  const root = temporaryFolder();
  mkdirSync(join(root, "inner"));
  let wake = () => {};
  const unwatch = watchFolders([root], async () => {
    wake();
  });
  onTestFinished(unwatch);
  const next = () => new Promise<void>((resolve) => (wake = resolve));
  const write = (...path: readonly string[]) => writeFileSync(join(root, ...path), "text");
  return { root, write, next };
}

describe("who watches folders", () => {
  it("is called when a file is written, in any of their folders", async () => {
    const { write, next } = watched();
    for (const path of [["a.ts"], ["inner", "b.ts"]]) {
      const called = next();
      write(...path);
      await called;
    }
  });

  it("is called when an editor puts a new file in an old one's place", async () => {
    const { root, write, next } = watched();
    const written = next();
    write("inner", "a.ts.new");
    await written;
    const called = next();
    renameSync(join(root, "inner", "a.ts.new"), join(root, "inner", "a.ts"));
    await called;
  });

  it("sees into folders that are new, and into those that replace another", async () => {
    const { root, write, next } = watched();
    const made = next();
    rmSync(join(root, "inner"), { recursive: true });
    mkdirSync(join(root, "inner"));
    mkdirSync(join(root, "new"));
    await made;
    for (const folder of ["inner", "new"]) {
      const called = next();
      write(folder, "a.ts");
      await called;
    }
  });
});

describe("work that is asked for while it is done", () => {
  it("is done once more when it has ended, however often it was asked for", async () => {
    const ends: (() => void)[] = [];
    const ask = oneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)));
    ask();
    ask();
    ask();
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    await expect
      .poll(() => {
        ask();
        return ends.length;
      })
      .toBe(3);
  });
});
