import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeRendering } from "../../../cli/render/write.ts";
import { temporaryFolder } from "../fixtures.ts";

const files = (given: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(given));

describe("writing a rendering", () => {
  it("writes every file, and only what changed the second time", () => {
    const out = join(temporaryFolder(), "new", "folder");
    const first = files({ "prometheus/prometheus.yml": "a", "prometheus/rules/feed.yml": "b" });
    expect(writeRendering(out, first).written).toEqual(["prometheus/prometheus.yml", "prometheus/rules/feed.yml"]);
    const second = writeRendering(out, files({ ...Object.fromEntries(first), "prometheus/prometheus.yml": "A" }));
    expect(second).toEqual({
      written: ["prometheus/prometheus.yml"],
      unchanged: ["prometheus/rules/feed.yml"],
      removed: [],
    });
    expect(readFileSync(join(out, "prometheus/prometheus.yml"), "utf8")).toBe("A");
  });

  it("lets every user of the machine read it, whatever the umask", () => {
    const out = join(temporaryFolder(), "out");
    const before = process.umask(0o077);
    try {
      writeRendering(out, files({ "a/b/c.yml": "x" }));
    } finally {
      process.umask(before);
    }
    const modes = ["a", "a/b", "a/b/c.yml"].map((path) => (statSync(join(out, path)).mode & 0o777).toString(8));
    expect(modes).toEqual(["755", "755", "644"]);
  });

  it("leaves somebody's files alone, names them, and writes nothing", () => {
    const out = temporaryFolder();
    writeFileSync(join(out, "prometheus.yml"), "mine");
    expect(() => writeRendering(out, files({ "a.yml": "x", "prometheus.yml": "ours" }))).toThrow(
      join(out, "prometheus.yml"),
    );
    expect(readdirSync(out)).toEqual(["prometheus.yml"]);
    expect(readFileSync(join(out, "prometheus.yml"), "utf8")).toBe("mine");
  });

  it("removes what it wrote before and nobody wants now, with the folder that it leaves empty", () => {
    const out = temporaryFolder();
    writeRendering(out, files({ "rules/old.yml": "x", "kept.yml": "y" }));
    expect(writeRendering(out, files({ "kept.yml": "y" })).removed).toEqual(["rules/old.yml"]);
    expect(existsSync(join(out, "rules"))).toBe(false);
  });

  it("never touches a file that somebody else put there", () => {
    const out = temporaryFolder();
    writeRendering(out, files({ "rules/ours.yml": "x" }));
    writeFileSync(join(out, "rules", "theirs.yml"), "z");
    writeRendering(out, files({}));
    expect(readdirSync(join(out, "rules"))).toEqual(["theirs.yml"]);
  });

  it.each([["../outside"], ["/etc/passwd"], ["a/../../b"]])("refuses a list of files that names %s", (name) => {
    const out = temporaryFolder();
    writeFileSync(join(out, ".quantflow-rendered.json"), JSON.stringify([name]));
    expect(() => writeRendering(out, files({}))).toThrow(expect.objectContaining({ code: "render/foreign-manifest" }));
  });

  it("says which folder cannot be written", () => {
    const out = join(temporaryFolder(), "file");
    writeFileSync(out, "not a folder");
    expect(() => writeRendering(out, files({ a: "b" }))).toThrow(
      expect.objectContaining({ code: "render/not-writable", message: expect.stringContaining(out) }),
    );
  });

  it("ends, whatever came before, with exactly the wanted files", () => {
    const name = fc.constantFrom("a", "b/c", "b/d", "e/f/g");
    const rendering = fc.dictionary(name, fc.string());
    fc.assert(
      fc.property(fc.array(rendering, { minLength: 1, maxLength: 4 }), (renderings) => {
        const out = temporaryFolder();
        for (const one of renderings) writeRendering(out, files(one));
        const last = renderings.at(-1) ?? {};
        for (const path of ["a", "b/c", "b/d", "e/f/g"])
          expect(existsSync(join(out, path)) ? readFileSync(join(out, path), "utf8") : undefined).toBe(last[path]);
      }),
      { numRuns: 50 },
    );
  });
});
