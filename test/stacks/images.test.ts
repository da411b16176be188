import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentHash, referenceOf } from "../../stacks/images.ts";
import { imageNames } from "../../stacks/versions.ts";

const repository = join(import.meta.dirname, "../..");
const local = { kind: "local" } as const;
const registry = { kind: "registry" } as const;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "images-"));
  for (const folder of ["images", "tools/prometheus"])
    cpSync(join(repository, folder), join(root, folder), { recursive: true });
  for (const folder of ["app", "metrics", "lib/metrics"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "package-lock.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("what an image is made of", () => {
  it("gives the same name twice", () => {
    expect(referenceOf("prometheus", local, root)).toBe(referenceOf("prometheus", local, root));
  });

  it("gives a new name when a file of its folder changes", () => {
    const before = referenceOf("prometheus", local, root);
    writeFileSync(join(root, "images/prometheus/extra"), "x");
    expect(referenceOf("prometheus", local, root)).not.toBe(before);
  });

  it("gives a new name when a file is renamed and its content stays", () => {
    writeFileSync(join(root, "images/prometheus/a"), "x");
    const before = contentHash("prometheus", local, root);
    rmSync(join(root, "images/prometheus/a"));
    writeFileSync(join(root, "images/prometheus/b"), "x");
    expect(contentHash("prometheus", local, root)).not.toBe(before);
  });

  it("counts a tool's pins", () => {
    const before = contentHash("prometheus", local, root);
    writeFileSync(join(root, "tools/prometheus/go.sum"), "other");
    expect(contentHash("prometheus", local, root)).not.toBe(before);
  });

  it("counts what it stands on, however deep", () => {
    const before = contentHash("prometheus", local, root);
    writeFileSync(join(root, "images/base/debootstrap.json"), "{}");
    expect(contentHash("prometheus", local, root)).not.toBe(before);
  });

  it("does not count packages that somebody installed in its folder", () => {
    const before = contentHash("mail", local, root);
    mkdirSync(join(root, "images/mail/node_modules"));
    writeFileSync(join(root, "images/mail/node_modules/x"), "x");
    expect(contentHash("mail", local, root)).toBe(before);
  });

  it("makes the application's name follow its sources, and the image it stands on", () => {
    const before = contentHash("quantflow-app", registry, root);
    expect(contentHash("quantflow-app", local, root)).not.toBe(before);
    writeFileSync(join(root, "app/main.ts"), "export {};");
    expect(contentHash("quantflow-app", registry, root)).not.toBe(before);
  });

  it("is nothing for an image that is not built", () => {
    expect(contentHash("grafana", local, root)).toBe("");
    expect(contentHash("prometheus", registry, root)).toBe("");
  });

  it("fails for an image that is not in the table, and names those that are", () => {
    expect(() => referenceOf("promethius", local)).toThrow(/no image "promethius"/);
  });

  it("names every image of the repository", () => {
    for (const name of imageNames) expect(referenceOf(name, local)).toMatch(/^[a-z0-9./_-]+:[\w.-]+$/);
  });
});
