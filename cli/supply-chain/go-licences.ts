import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Context } from "../command.ts";
import { goDidNotAnswer } from "./errors.ts";
import { licencesIn } from "./licence-text.ts";

/** What is recorded of Go modules: `github.com/pkg/errors@v0.9.1` to `BSD-2-Clause`; empty: no text that is known. */
export type GoLicences = Readonly<Record<string, string>>;

/** go.sum and go.mod say nothing of a licence, so it is written down here once for each version. */
export const GO_LICENCES = join("cli", "supply-chain", "go-licences.json");

export const readGoLicences = (root: string): GoLicences =>
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(root, GO_LICENCES), "utf8")));

const downloaded = z.object({ Path: z.string(), Version: z.string(), Dir: z.string() });

/** Reads the licence of every module of these folders of tools/ in its own files, which Go fetches and checks against go.sum. */
export async function goLicences(context: Context, folders: readonly string[]): Promise<GoLicences> {
  const found = new Map<string, string>();
  for (const folder of folders)
    for (const { Path, Version, Dir } of await modulesOf(context, folder))
      found.set(`${Path}@${Version}`, licencesOf(Dir));
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function modulesOf({ root, run, variables, signal }: Context, folder: string) {
  // Not in the folder itself: go may write to go.sum.
  const directory = mkdtempSync(join(tmpdir(), "quantflow-licences-"));
  try {
    for (const file of ["go.mod", "go.sum"]) cpSync(join(root, folder, file), join(directory, file));
    const environment = { ...variables, GOWORK: "off", GOFLAGS: "-mod=mod" };
    const outcome = await run("go", ["mod", "download", "-json"], { directory, environment, signal });
    if (outcome.code !== 0) throw goDidNotAnswer(folder, outcome);
    const objects = outcome.stdout.split(/^(?=\{)/m).filter((text) => text.trim() !== "");
    return objects.map((text) => downloaded.parse(JSON.parse(text)));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Texts of a licence for the documentation alone are left out. */
const LICENCE_FILE = /^(licen[cs]e|copying|unlicense)(?!.*docs)/i;

const licencesOf = (directory: string): string => {
  const files = readdirSync(directory, { withFileTypes: true });
  const texts = files.filter((one) => one.isFile() && LICENCE_FILE.test(one.name));
  const names = texts.flatMap(({ name }) => licencesIn(readFileSync(join(directory, name), "utf8")));
  return [...new Set(names)].sort().join(" AND ");
};
