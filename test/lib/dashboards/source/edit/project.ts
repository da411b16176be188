import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { evaluated, type Overlay } from "../../../../../cli/dashboards/pull-evaluate.ts";
import { formatted } from "../../../../../cli/dashboards/pull-format.ts";
import { run } from "../../../../../cli/run.ts";
import type { Dashboard } from "../../../../../lib/dashboards/index.ts";
import type { Sources } from "../../../../../lib/dashboards/source/edit/index.ts";

const repository = join(import.meta.dirname, "..", "..", "..", "..", "..");

/** A project of a small shop: its dashboards and rules are files of its own, all else is this repository's. */
export function shopProject(untilTestEnds = true): string {
  const root = mkdtempSync(join(tmpdir(), "quantflow-shop-"));
  const remove = () => rmSync(root, { recursive: true, force: true });
  if (untilTestEnds) onTestFinished(remove);
  else afterAll(remove);
  const shop = join(import.meta.dirname, "shop");
  for (const file of readdirSync(shop, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".txt"))) {
    const copy = join(root, file.slice(0, -".txt".length));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(shop, file), copy);
  }
  for (const name of ["lib", "cli", "node_modules", "package.json", "tsconfig.json", "biome.json"])
    symlinkSync(join(repository, name), join(root, name));
  writeFileSync(join(root, ".gitignore"), "node_modules\n");
  return root;
}

export const sourcesOf = (root: string): Sources => ({
  contents: "dashboards/index.ts",
  read: (file) => {
    try {
      return readFileSync(join(root, file), "utf8");
    } catch {
      return undefined;
    }
  },
});

/** The first dashboard of the project's code, with edited files in place of its own. Fails where it is broken. */
export async function dashboardOf(root: string, overlay: Overlay = new Map()): Promise<Dashboard> {
  const result = await evaluated<readonly Dashboard[]>(root, "cli/dashboards/pull-model.ts", overlay);
  if ("broken" in result) throw new Error(result.broken);
  const [first] = result.made;
  if (!first) throw new Error("the project has no dashboard");
  return first;
}

/** What `git diff` shows once the files are laid out and written; of each line only what changed. */
export async function diffOf(root: string, files: Overlay): Promise<string> {
  const read = sourcesOf(root).read;
  const laidOut = await formatted({ root, run, signal: new AbortController().signal }, files, read);
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" });
  git("init", "--quiet");
  git("add", "dashboards", "rules", "metrics");
  for (const [file, text] of laidOut) {
    if (text === undefined) rmSync(join(root, file));
    else writeFileSync(join(root, file), text);
  }
  const shown = git("diff", "--unified=0", "--no-color", "--no-prefix");
  return shown.replace(/^(diff|index|---|deleted|@@).*\n/gm, "").trimEnd();
}
