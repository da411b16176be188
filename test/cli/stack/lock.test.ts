import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../../cli/run.ts";
import { type LockOptions, lastEnd, takeLock } from "../../../cli/stack/lock.ts";
import { temporaryFolder } from "../fixtures.ts";

const RIVAL = join(import.meta.dirname, "fixtures", "rival.ts");

/** Machines on which only these processes live, with the tick they were born at. */
const living = (processes: Readonly<Record<number, string>>) => (pid: number) => processes[pid];

function take(directory: string, given: Partial<LockOptions> & { readonly at?: number } = {}) {
  const { at = 1_000_000, ...rest } = given;
  return takeLock({
    directory,
    command: "up",
    now: () => at,
    beat: () => () => {},
    pid: 10,
    bornAt: living({ 10: "5" }),
    ...rest,
  });
}

describe("an instance's lock", () => {
  it("is gone after orderly work", () => {
    const directory = temporaryFolder();
    const lock = take(directory);
    expect(lock.cutShort).toEqual([]);
    lock.release();
    expect(existsSync(join(directory, "lock.json"))).toBe(false);
    expect(lastEnd(directory)).toBe("in order");
  });

  it("keeps a second command out while its process lives, and names that process", () => {
    const directory = temporaryFolder();
    take(directory);
    const bornAt = living({ 10: "5", 11: "6" });
    expect(() => take(directory, { command: "down", pid: 11, bornAt })).toThrow("Another `quantflow up` (pid 10)");
    expect(lastEnd(directory, bornAt)).toBe("at work");
  });

  it("is taken over when its process was killed, and tells when that one was alive", () => {
    const directory = temporaryFolder();
    let time = 1_000_000;
    let heart = () => {};
    const beat = (action: () => void) => {
      heart = action;
      return () => {};
    };
    take(directory, { now: () => time, beat });
    time = 1_007_000;
    heart();
    const bornAt = living({ 11: "6" });
    expect(lastEnd(directory, bornAt)).toBe("cut short");
    expect(take(directory, { at: 2_000_000, pid: 11, bornAt }).cutShort).toEqual([
      { from: 1_000_000, until: 1_007_000 },
    ]);
  });

  it("remembers every run that was cut short until what they left is cleared", () => {
    const directory = temporaryFolder();
    take(directory).abandon();
    take(directory, { at: 2_000_000, pid: 11, bornAt: living({ 11: "6" }) });
    const third = take(directory, { at: 3_000_000, pid: 12, bornAt: living({ 12: "7" }) });
    expect(third.cutShort.map(({ from }) => from)).toEqual([1_000_000, 2_000_000]);
    // A failure before anything was cleared must not forget them.
    third.release();
    const fourth = take(directory, { at: 4_000_000, pid: 13, bornAt: living({ 13: "8" }) });
    expect(fourth.cutShort).toHaveLength(2);
    fourth.settled();
    fourth.release();
    expect(take(directory, { at: 5_000_000 }).cutShort).toEqual([]);
  });

  it("is taken over when its number belongs to a younger process", () => {
    const directory = temporaryFolder();
    take(directory);
    expect(take(directory, { pid: 11, bornAt: living({ 10: "900", 11: "901" }) }).cutShort).toHaveLength(1);
  });

  it("is taken over when a crash left it unreadable", () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, "lock.json"), '{"pid": 1');
    take(directory, { pid: 11, bornAt: living({ 11: "6" }) });
    expect(JSON.parse(readFileSync(join(directory, "lock.json"), "utf8"))).toMatchObject({ pid: 11, bornAt: "6" });
  });

  it("knows this very process by the system's own record", () => {
    const directory = temporaryFolder();
    const real = { directory, command: "up", now: Date.now, beat: () => () => {} };
    const lock = takeLock(real);
    expect(() => takeLock({ ...real, pid: -1 })).toThrow(`pid ${process.pid}`);
    lock.release();
  });

  it("beats on without a word when somebody has deleted the folder", () => {
    const directory = temporaryFolder();
    let heart = () => {};
    const beat = (action: () => void) => {
      heart = action;
      return () => {};
    };
    const lock = take(directory, { beat });
    rmSync(directory, { recursive: true });
    expect(heart).not.toThrow();
    lock.release();
  });

  it("never has two owners, however two processes race for a lock that is free, released or left by the dead", async () => {
    const directory = temporaryFolder();
    const rival = () => run(process.execPath, ["--import", "tsx", RIVAL, directory, "1500"]);
    const ends = await Promise.all([rival(), rival()]);
    for (const { code, stderr } of ends) expect(code, stderr).toBe(0);
    for (const { stdout } of ends) expect(Number(stdout)).toBeGreaterThan(0);
  }, 60_000);
});
