import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { takeLock } from "../../../cli/stack/lock.ts";
import { temporaryFolder } from "../fixtures.ts";

/** Processes that live, with the tick they were born at. */
const living = (processes: Readonly<Record<number, string>>) => (pid: number) => processes[pid];

describe("an instance's lock", () => {
  it("is gone after orderly work", () => {
    const directory = temporaryFolder();
    const lock = takeLock({ directory, command: "up", now: () => 1000, pid: 10, bornAt: living({ 10: "5" }) });
    expect(lock.cutShortSince).toBeUndefined();
    lock.release();
    expect(existsSync(join(directory, "lock.json"))).toBe(false);
  });

  it("keeps a second command out while its process lives, and names that process", () => {
    const directory = temporaryFolder();
    const bornAt = living({ 10: "5", 11: "6" });
    takeLock({ directory, command: "up", now: () => 1000, pid: 10, bornAt });
    expect(() => takeLock({ directory, command: "down", now: () => 2000, pid: 11, bornAt })).toThrow(
      "Another `quantflow up` (pid 10)",
    );
  });

  it("is taken over when its process was killed, and tells since when work may be half done", () => {
    const directory = temporaryFolder();
    takeLock({ directory, command: "up", now: () => 1000, pid: 10, bornAt: living({ 10: "5" }) });
    const bornAt = living({ 11: "6", 12: "7" });
    expect(takeLock({ directory, command: "up", now: () => 2000, pid: 11, bornAt }).cutShortSince).toBe(1000);
    // Killed again: what counts is the first of the runs that did not end in order.
    expect(
      takeLock({ directory, command: "up", now: () => 3000, pid: 12, bornAt: living({ 12: "7" }) }).cutShortSince,
    ).toBe(1000);
  });

  it("is taken over when its number belongs to a younger process", () => {
    const directory = temporaryFolder();
    takeLock({ directory, command: "up", now: () => 1000, pid: 10, bornAt: living({ 10: "5" }) });
    const bornAt = living({ 10: "900", 11: "901" });
    expect(takeLock({ directory, command: "up", now: () => 2000, pid: 11, bornAt }).cutShortSince).toBe(1000);
  });

  it("is taken over when a crash left it unreadable", () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, "lock.json"), '{"pid": 1');
    const bornAt = living({ 11: "6" });
    takeLock({ directory, command: "up", now: () => 2000, pid: 11, bornAt });
    expect(JSON.parse(readFileSync(join(directory, "lock.json"), "utf8"))).toMatchObject({ pid: 11, bornAt: "6" });
  });

  it("knows this very process by the system's own record", () => {
    const directory = temporaryFolder();
    takeLock({ directory, command: "up", now: () => 1000 });
    expect(() => takeLock({ directory, command: "up", now: () => 1000, pid: -1 })).toThrow(`pid ${process.pid}`);
  });
});
