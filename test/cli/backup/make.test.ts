import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { openArchive } from "../../../cli/backup/archive/reader.ts";
import { archivesIn } from "../../../cli/backup/archives.ts";
import { keptIn } from "../../../cli/backup/kept.ts";
import { makeBackup } from "../../../cli/backup/make.ts";
import type { Start } from "../../../cli/backup/process.ts";
import { requireRoomFor } from "../../../cli/backup/room.ts";
import { main } from "../../../cli/main.ts";
import { freeBytes, ROOM } from "../../../cli/stack/disk.ts";
import { siteOf } from "../../../cli/stack/site.ts";
import type { Resolution } from "../../../stacks/resolution.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { nodeRed } from "../../../stacks/services/index.ts";
import { ended, fakeRun, playedContext, rootOfLocalImages, takenByAnother, temporaryFolder } from "../fixtures.ts";
import { gathered, KEY } from "./given.ts";

const MADE_AT = Date.parse("2026-11-23T21:45:00Z");
const resolution: Resolution = { imageSource: { kind: "local" }, available: [], secrets: [] };

/** A helper that has copied the flows as soon as it is told to, or fails. */
const copying =
  (fails: boolean): Start =>
  (_command, _args, { onWord }) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    input.once("data", () => {
      output.end("flows");
      onWord("copied");
    });
    queueMicrotask(() => onWord("ready"));
    const end = { code: fails ? 1 : 0, complaint: "cp: no space left on device" };
    return { input, output, ended: new Promise((resolve) => output.once("end", () => resolve(end))) };
  };

/** A backup of the flows of an instance that does not run. */
function backingUp({ fails = false } = {}) {
  const site = siteOf({ root: rootOfLocalImages(), variables: {} }, "local");
  site.store.replace(secrets.nodeRedCredentials, "the-key");
  const { run } = fakeRun(([verb], command) => {
    if (command === "git") return ended("0123456789abcdef\n");
    return verb === "run" ? ended("12\t/volumes/node-red-data\n") : ended("[]");
  });
  const { context } = playedContext({ run, now: () => MADE_AT });
  const platform = { services: [nodeRed], resolution };
  const to = temporaryFolder();
  const request = { site, platform, kept: keptIn(platform), to, engineFolders: [], key: KEY, start: copying(fails) };
  return { to, made: () => makeBackup(context, request) };
}

const NAME = "quantflow-local-20261123T214500Z.backup";

it("has its name once all of it was read back, with the data and the key that it was encrypted with", async () => {
  const { to, made } = backingUp();
  const { path, manifest } = await made();
  expect(path).toBe(join(to, NAME));
  expect(manifest).toMatchObject({ madeAt: "2026-11-23T21:45:00.000Z", commit: "0123456789abcdef" });
  const archive = await openArchive(path, KEY);
  const contents = [];
  for (const part of archive.manifest.parts) contents.push([part.name, `${await gathered(archive.part(part))}`]);
  await archive.close();
  expect(contents).toEqual([
    ["secrets", '{"node-red-credential-secret":"the-key"}'],
    ["node-red-data", "flows"],
  ]);
});

it("removes what a backup that was cut short has left", async () => {
  const { to, made } = backingUp();
  writeFileSync(join(to, "quantflow-local-20261122T214500Z.backup.partial"), "half");
  await made();
  expect(readdirSync(to)).toEqual([NAME]);
});

it("leaves nothing where it fails", async () => {
  const { to, made } = backingUp({ fails: true });
  await expect(made()).rejects.toMatchObject({ code: "backup/copy-failed" });
  expect(readdirSync(to)).toEqual([]);
});

it("makes no key while another command works on the instance", async () => {
  const root = rootOfLocalImages();
  const { instance } = siteOf({ root, variables: {} }, "local");
  const lock = takenByAnother(instance.directory);
  const { run } = fakeRun(([, verb, ...names]) =>
    verb === "inspect" ? ended(JSON.stringify(names.map((Name) => ({ Name })))) : ended("29.0.0 amd64"),
  );
  const { context, told } = playedContext({ root, run, variables: { DOCKER_HOST: "unix:///var/run/docker.sock" } });
  expect(await main(["backup", "--only", "node-red"], context)).toBe(1);
  expect(told()).toContain("(stack/locked)");
  expect(existsSync(join(instance.directory, "backup"))).toBe(false);
  lock.release();
});

it("asks for room for the archive and for the largest copy beside it", async () => {
  const folder = temporaryFolder();
  const size = 0.4 * ((await freeBytes(folder)) - ROOM.run);
  await requireRoomFor(new Map([["a", size]]), [folder]);
  const both = new Map([
    ["a", size],
    ["b", size],
  ]);
  await expect(requireRoomFor(both, [folder])).rejects.toMatchObject({ code: "stack/disk-full" });
});

it("is named where it is no file, or no folder of backups", async () => {
  const folder = temporaryFolder();
  const file = join(folder, "file");
  writeFileSync(file, "");
  for (const path of [join(folder, "nowhere"), join(file, "below"), folder])
    await expect(openArchive(path, KEY)).rejects.toMatchObject({
      code: "backup/no-file",
      message: expect.stringContaining(path),
    });
  expect(() => archivesIn(file)).toThrow(expect.objectContaining({ code: "backup/no-file" }));
});
