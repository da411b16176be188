import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import type { KeptFiles } from "../../../cli/backup/kept.ts";
import { clearFiles, dropFiles, type Filling, stageFiles, swapFiles } from "../../../cli/backup/restore/files.ts";
import { namesUnder } from "../../../lib/renderings/docker/names.ts";
import { stoppedCopy, volume } from "../../../lib/services/volume.ts";
import { store } from "../../lib/renderings/kubernetes/given.ts";
import { temporaryFolder } from "../fixtures.ts";
import { pieces } from "./given.ts";
import { helpersAt, tarOf } from "./shell.ts";

type Files = Readonly<Record<string, string>>;

const KEPT: KeptFiles = {
  name: "store-data",
  volume: volume("store-data", "everything", stoppedCopy),
  backup: { kind: "stopped" },
  services: [store],
};
const BEFORE: Files = { first: "old", "log/1": "old", second: "old", ".hidden": "old" };
const ARCHIVED: Files = { first: "new", "log/2": "new", second: "new", ".marked": "new" };

function folderOf(files: Files): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const filesIn = (folder: string): Files =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );

/** A volume with these files, and what fills it. @param before what stands before every script. */
function filling(files: Files, before = "") {
  const folder = folderOf(files);
  const { run, start } = helpersAt(folder, before);
  const signal = new AbortController().signal;
  const given: Filling = {
    context: { run, signal },
    start,
    site: { names: namesUnder("quantflow") },
    image: "toolbox",
  };
  const stage = (archived = folderOf(ARCHIVED)) => stageFiles(given, KEPT, pieces(tarOf(archived)));
  return { folder, given, stage };
}

/** A mv that fails for this file. */
const failingAt = (path: string) =>
  `mv() { case "$1" in ${path}) echo "mv: input/output error" >&2; return 1 ;; esac; command mv "$@"; }`;

it("reads the files in beside those of the volume, and exchanges them", async () => {
  const { folder, given, stage } = filling(BEFORE);
  await stage();
  const { first, second } = filesIn(folder);
  expect({ first, second }).toEqual({ first: "old", second: "old" });
  await swapFiles(given, KEPT);
  await dropFiles(given, KEPT);
  expect(filesIn(folder)).toEqual(ARCHIVED);
  expect(readdirSync(folder).sort()).toEqual([".marked", "first", "log", "second"]);
});

it("exchanges a link that leads nowhere", async () => {
  const { folder, given, stage } = filling(BEFORE);
  const archived = folderOf(ARCHIVED);
  symlinkSync("nowhere", join(archived, "current"));
  await stage(archived);
  await swapFiles(given, KEPT);
  expect(readdirSync(folder)).toContain("current");
});

it.each([
  ["a file of the volume", "/data/second"],
  ["a file of the archive", '"$stage"/second'],
])("leaves the volume as it was when %s cannot be moved", async (_what, path) => {
  const { folder, given, stage } = filling(BEFORE, failingAt(path));
  await stage();
  await expect(swapFiles(given, KEPT)).rejects.toMatchObject({
    code: "restore/failed",
    message: "store-data could not be restored: mv: input/output error",
    remedy: expect.stringContaining("What it held before is still there."),
  });
  await clearFiles(given, KEPT);
  expect(filesIn(folder)).toEqual(BEFORE);
  expect(readdirSync(folder)).not.toContain(".quantflow-replaced");
});

it("is not troubled by what a restore that was cut off has left", async () => {
  const left = { ".quantflow-restore/half": "left", ".quantflow-replaced/first": "left" };
  const { folder, given, stage } = filling({ ...BEFORE, ...left });
  await stage();
  await swapFiles(given, KEPT);
  await dropFiles(given, KEPT);
  expect(filesIn(folder)).toEqual(ARCHIVED);
});

it("keeps what was replaced by an exchange that was cut off when the next one reads nothing in", async () => {
  const { folder, given } = filling({ ".quantflow-restore/half": "left", ".quantflow-replaced/first": "old" });
  await clearFiles(given, KEPT);
  expect(filesIn(folder)).toEqual({ ".quantflow-replaced/first": "old" });
});

it("changes nothing without files that were read in", async () => {
  const { folder, given } = filling(BEFORE);
  await expect(swapFiles(given, KEPT)).rejects.toMatchObject({ code: "restore/failed" });
  expect(filesIn(folder)).toEqual(BEFORE);
});
