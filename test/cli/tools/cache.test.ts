import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cacheDirectory, contentKey, produce } from "../../../cli/tools/cache.ts";
import { temporaryFolder } from "../fixtures.ts";

describe("finished work", () => {
  it("appears whole, under its name", async () => {
    const finished = join(temporaryFolder(), "deep/tool-1");
    await produce(finished, async (scratch) => writeFileSync(join(scratch, "program"), "x"));
    expect(readFileSync(join(finished, "program"), "utf8")).toBe("x");
  });

  it("is not made again", async () => {
    const finished = join(temporaryFolder(), "tool-1");
    let made = 0;
    const make = async () => void made++;
    await produce(finished, make);
    await produce(finished, make);
    expect(made).toBe(1);
  });

  it("fails without leaving anything that a next run could take for finished", async () => {
    const folder = temporaryFolder();
    const broken = produce(join(folder, "tool-1"), async (scratch) => {
      writeFileSync(join(scratch, "half"), "x");
      throw new Error("cut short");
    });
    await expect(broken).rejects.toThrow("cut short");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps the result of a run that was faster", async () => {
    const finished = join(temporaryFolder(), "tool-1");
    await produce(finished, async (scratch) => {
      mkdirSync(finished);
      writeFileSync(join(finished, "program"), "theirs");
      writeFileSync(join(scratch, "program"), "ours");
    });
    expect(readFileSync(join(finished, "program"), "utf8")).toBe("theirs");
  });

  it("removes what a killed run left hours ago, and not what another run is at", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "tool-1.making-old"));
    mkdirSync(join(folder, "tool-1.making-new"));
    utimesSync(join(folder, "tool-1.making-old"), 0, 0);
    await produce(join(folder, "tool-1"), async () => {});
    expect(readdirSync(folder).sort()).toEqual(["tool-1", "tool-1.making-new"]);
  });

  it("fails with a remedy when the disk is full", async () => {
    const full = produce(join(temporaryFolder(), "tool-1"), async () => {
      throw Object.assign(new Error("write"), { code: "ENOSPC" });
    });
    await expect(full).rejects.toMatchObject({ code: "tools/disk-full", remedy: expect.stringContaining("df -h") });
  });
});

describe("where finished work is kept", () => {
  it.each([
    [{ QUANTFLOW_CACHE: "/a", XDG_CACHE_HOME: "/b" }, "/a"],
    [{ XDG_CACHE_HOME: "/b" }, "/b/quantflow"],
  ])("%j gives %s", (variables, directory) => expect(cacheDirectory(variables)).toBe(directory));

  it("is the home's cache by default", () => expect(cacheDirectory({})).toMatch(/\/\.cache\/quantflow$/));
});

it("the key of some content changes with how it is cut", () => {
  expect(contentKey(["ab", "c"])).not.toBe(contentKey(["a", "bc"]));
  expect(contentKey(["ab", "c"])).toMatch(/^[0-9a-f]{16}$/);
});
