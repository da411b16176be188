import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const pages = ["README.md", "CONTRIBUTING.md", ...pagesOf("docs")];

function pagesOf(folder: string): readonly string[] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => entry.endsWith(".md")).map((entry) => path.join(folder, entry));
}

/** Files that a page links to or shows, relative to the repository. */
const linked = (page: string): readonly string[] =>
  [...readFileSync(path.join(root, page), "utf8").matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map(([, to = ""]) => to)
    .filter((to) => !/^[a-z]+:/.test(to))
    .map((to) => path.join(path.dirname(page), to));

describe("the pages of the documentation", () => {
  it.each(pages)("%s links to files that are there", (page) => {
    expect(linked(page).filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });
});
