import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { carrier } from "../../../../lib/renderings/docker/carrier.ts";
import { namesUnder } from "../../../../lib/renderings/docker/names.ts";
import { contentHash } from "../../../../lib/services/content-hash.ts";
import type { Configuration } from "../../../../lib/services/service.ts";
import { redis } from "../../../../stacks/services/index.ts";

const given = {
  names: namesUnder("test"),
  imageReference: (image: string) => image,
  dataFormat: () => undefined,
  toolbox: "toolbox:1",
  hostPort: () => 1,
};
const configuration = (files: Record<string, string>): Configuration => ({
  mount: "/etc/one",
  files: new Map(Object.entries(files)),
  onChange: "reloads",
});
const carrying = (files: Record<string, string>) => carrier(redis, configuration(files), given);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "carrier-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the carrier's own script on folders of this machine. */
function run(files: Record<string, string>): void {
  const script = carrying(files).entrypoint?.[2]?.replaceAll("/staged", join(folder, "staged")) ?? "";
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "staged", name)), { recursive: true });
    writeFileSync(join(folder, "staged", name), text);
  }
  mkdirSync(join(folder, "volume"), { recursive: true });
  execFileSync("/bin/sh", ["-ec", script.replaceAll("/configuration", join(folder, "volume"))]);
}
const inVolume = (name: string) => join(folder, "volume", name);

describe("the carrier of a configuration", () => {
  test("places every file, in folders too, and leaves nothing half written", () => {
    run({ "main.yml": "main", "rules/it's.yml": "rule" });
    expect(readFileSync(inVolume("main.yml"), "utf8")).toBe("main");
    expect(readFileSync(inVolume("rules/it's.yml"), "utf8")).toBe("rule");
    expect(readdirSync(inVolume("."))).toEqual(["main.yml", "rules"]);
  });

  test("places the first file last: it names the others", () => {
    const script = carrying({ "main.yml": "", "rules/a.yml": "" }).entrypoint?.[2] ?? "";
    expect(script.indexOf("place 'main.yml'")).toBeGreaterThan(script.indexOf("place 'rules/a.yml'"));
  });

  test("removes what an earlier configuration placed", () => {
    run({ "main.yml": "1", "rules/old.yml": "old" });
    run({ "main.yml": "2", "rules/new.yml": "new" });
    expect(existsSync(inVolume("rules/old.yml"))).toBe(false);
    expect(readFileSync(inVolume("main.yml"), "utf8")).toBe("2");
  });

  test("escapes what Terraform would read as a template, once", () => {
    expect(carrying({ "a.yml": "${x} %{y} $$z" }).upload).toEqual([
      { file: "/staged/a.yml", content: "$${x} %%{y} $$z", permissions: "0644" },
    ]);
  });

  test("has a hash that follows names and contents, not their order", () => {
    const hash = (files: Record<string, string>) => contentHash(new Map(Object.entries(files)));
    expect(hash({ a: "1", b: "2" })).toBe(hash({ b: "2", a: "1" }));
    expect(hash({ a: "1", b: "2" })).not.toBe(hash({ a: "2", b: "1" }));
    expect(hash({ a: "1" })).toMatch(/^[0-9a-f]{12}$/);
  });
});
