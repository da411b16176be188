import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Resolution, readResolution, UNRESOLVED, writeResolution } from "../../stacks/resolution.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "resolution-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("what bring-up found out", () => {
  test("is read back as it was written", () => {
    const found: Resolution = {
      imageSource: { kind: "mirror", host: "mirror.example:5000" },
      available: ["grafana"],
      secrets: [],
    };
    writeResolution(join(directory, "new"), found);
    expect(readResolution(join(directory, "new"))).toEqual(found);
  });

  test("is, before anything was found out, that everything comes from the registry", () => {
    expect(readResolution(directory)).toEqual(UNRESOLVED);
  });

  test.each(["", "{", '{"imageSource":{"kind":"moon"},"available":[]}'])("fails on a file that holds %j", (text) => {
    writeFileSync(join(directory, "resolution.json"), text);
    expect(() => readResolution(directory)).toThrow(expect.objectContaining({ code: "stacks/broken-resolution" }));
  });
});
