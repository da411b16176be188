import { describe, expect, it } from "vitest";
import { integrityOf, lockProblems, readLock } from "../../../cli/supply-chain/lock.ts";

const SHA512 = `sha512-${"A".repeat(86)}==`;
const lockOf = (packages: Readonly<Record<string, object>>) =>
  readLock(JSON.stringify({ lockfileVersion: 3, packages: { "": { name: "ours" }, ...packages } }));
const problemsOf = (one: object) => lockProblems("package-lock.json", lockOf({ "node_modules/a": one }));

describe("a lock of npm", () => {
  it("is read as what it installs, without ourselves and our workspaces", () => {
    const read = lockOf({
      "node_modules/@s/a": { version: "1.0.0", license: "MIT", integrity: SHA512, dev: true },
      "node_modules/ours": { link: true, resolved: "tools/ours" },
      "tools/ours": { version: "0.1.0" },
    });
    expect(read).toEqual([
      {
        ...{ path: "node_modules/@s/a", name: "@s/a", version: "1.0.0", licence: "MIT", integrity: SHA512 },
        ...{ bundled: false, resolved: undefined, development: true },
      },
    ]);
  });

  it("names for development alone only what nothing else needs", () => {
    const read = lockOf({
      "node_modules/a": { version: "1.0.0", devOptional: true },
      "node_modules/b": { version: "1.0.0", dev: true },
    });
    expect(read.map(({ development }) => development)).toEqual([false, true]);
  });

  it("of another version is refused", () => {
    expect(() => readLock(JSON.stringify({ lockfileVersion: 2, packages: {} }))).toThrow("lockfileVersion");
  });

  it("has no problem where a release of a registry is held by its SHA-512", () => {
    expect(problemsOf({ version: "1.0.0", integrity: SHA512 })).toEqual([]);
    expect(
      problemsOf({ version: "1.0.0", integrity: SHA512, resolved: "https://example.org/a/-/a-1.0.0.tgz" }),
    ).toEqual([]);
  });

  it.each([
    ["no version", { integrity: SHA512 }, "has no version"],
    ["no integrity", { version: "1.0.0" }, "has no integrity"],
    ["a weak one", { version: "1.0.0", integrity: "sha1-abc=" }, "only SHA-512 is taken"],
    [
      "a repository",
      { version: "1.0.0", integrity: SHA512, resolved: "git+ssh://git@example.org/a.git#1" },
      "comes from git+ssh",
    ],
    [
      "clear text",
      { version: "1.0.0", integrity: SHA512, resolved: "http://example.org/a/-/a.tgz" },
      "comes from http:",
    ],
  ])("is told of %s", (_what, one, problem) => {
    expect(problemsOf(one)).toEqual([expect.stringMatching(/^package-lock\.json: node_modules\/a /)]);
    expect(problemsOf(one)[0]).toContain(problem);
  });

  it("holds what comes inside of an archive by the archive's hash", () => {
    const read = lockOf({
      "node_modules/a": { version: "1.0.0", integrity: SHA512 },
      "node_modules/a/node_modules/b": { version: "1.0.0", inBundle: true },
      "node_modules/a/node_modules/b/node_modules/c": { version: "1.0.0", inBundle: true },
      "node_modules/d": { version: "1.0.0" },
    });
    expect(lockProblems("l", read)).toEqual([expect.stringContaining("node_modules/d has no integrity")]);
    expect(read.map((one) => integrityOf(one, read))).toEqual([SHA512, SHA512, SHA512, undefined]);
  });
});
