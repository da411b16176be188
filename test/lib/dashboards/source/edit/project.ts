import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { evaluated, type Overlay } from "../../../../../cli/dashboards/pull-evaluate.ts";
import { formatted } from "../../../../../cli/dashboards/pull-format.ts";
import { diff } from "../../../../../cli/dashboards/pull-write.ts";
import { type Outcome, type Run, run } from "../../../../../cli/run.ts";
import type { Dashboard } from "../../../../../lib/dashboards/index.ts";
import type { Sources } from "../../../../../lib/dashboards/source/edit/index.ts";

const repository = join(import.meta.dirname, "..", "..", "..", "..", "..");

/** A project of a small shop: its dashboards and rules are files of its own, all else is this repository's. It goes when the suite ends. */
export function shopProject(): string {
  const root = mkdtempSync(join(tmpdir(), "quantflow-shop-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const shop = join(import.meta.dirname, "shop");
  for (const file of readdirSync(shop, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".txt"))) {
    const copy = join(root, file.slice(0, -".txt".length));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(shop, file), copy);
  }
  for (const name of ["lib", "cli", "tools", "node_modules", "package.json", "tsconfig.json", "biome.json"])
    symlinkSync(join(repository, name), join(root, name));
  // Biome looks for it where its configuration stands.
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

/** Biome and git, asked once for each text: most edits of a suite touch the same few files. */
const remembered = new Map<string, Promise<Outcome>>();
const runOnce: Run = (command, args, options) => {
  if (options?.input === undefined) return run(command, args, options);
  const question = JSON.stringify([args, options.input]);
  const answer = remembered.get(question) ?? run(command, args, options);
  remembered.set(question, answer);
  return answer;
};

/** What `git diff` shows once the files are laid out and written; of each line only what changed. */
export async function diffOf(root: string, files: Overlay): Promise<string> {
  const given = { root, run: runOnce, signal: new AbortController().signal };
  const { read } = sourcesOf(root);
  const shown = await diff(given, await formatted(given, files, read), read);
  const changed = shown.split("\n").filter((line) => /^[+-]/.test(line) && !line.startsWith("--- "));
  return changed.map((line) => line.replace(/^\+\+\+ grafana\//, "+++ ")).join("\n");
}
