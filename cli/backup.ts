import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { requireApplied } from "../stacks/applied.ts";
import { ownerOf } from "./backup/archive/file-name.ts";
import { openArchive } from "./backup/archive/reader.ts";
import { archivesIn } from "./backup/archives.ts";
import { keptIn, namesIn } from "./backup/kept.ts";
import { backupFolder, keyFile, keyToOpen, keyToSeal } from "./backup/key.ts";
import { requireMade } from "./backup/made.ts";
import { type Made, makeBackup } from "./backup/make.ts";
import { contentsPage } from "./backup/page.ts";
import { start } from "./backup/process.ts";
import { removeExpired, retentionFrom } from "./backup/retention.ts";
import { sizeText } from "./backup/size-text.ts";
import { command, EXIT } from "./command.ts";
import { engineFolders } from "./stack/disk.ts";
import { requireEngine } from "./stack/engine.ts";
import { locked } from "./stack/locked.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";
import { tracked } from "./terminal/progress.ts";
import { table } from "./terminal/table.ts";

export const backup = command({
  description:
    "Writes the data of every service into one encrypted file while they work, reads it back, and only then gives it its name and removes older ones. docs/backup.md says what is in it, and how the key is kept.",
  options: {
    environment: ENVIRONMENT_OPTION,
    to: { type: "string", placeholder: "DIR", summary: "the folder to write to (default: the instance's own)" },
    only: { type: "string", placeholder: "SERVICES", summary: "only the data of these, separated by commas" },
    keep: { type: "string", placeholder: "N", summary: "then keep the newest N backups of this instance" },
    "keep-days": { type: "string", placeholder: "D", summary: "then keep those of the last D days" },
    json: { type: "boolean", summary: "print {path, size, manifest, stillMilliseconds, removed}" },
  },
  examples: [
    { line: "npx quantflow backup", does: "everything, into the instance's own folder" },
    { line: "npx quantflow backup --to /mnt/backups --keep 14", does: "for a daily timer: two weeks of them stay" },
  ],
  async run(context, { environment, to, only, keep, "keep-days": days, json }) {
    const site = siteOf(context, environment);
    requireApplied(site.environment);
    const retention = retentionFrom(keep, days);
    const platform = modelOf(site);
    const kept = keptIn(platform, namesIn(only));
    const volumesAt = await engineFolders(context, await requireEngine(context));
    await requireMade(context, site, kept);
    const folder = to === undefined ? backupFolder(site) : resolve(to);
    const { made, removed } = await locked(context, site, "backup", async () => {
      const made = await makeBackup(context, {
        site,
        platform,
        kept,
        to: folder,
        engineFolders: volumesAt,
        key: keyToSeal(context, site),
        start,
      });
      const owner = ownerOf(site.instance.prefix, site.environment.name);
      // A part of an instance stands in for no backup of all of it.
      const removed = only === undefined ? removeExpired(folder, owner, retention, context.now()) : [];
      return { made, removed };
    });
    context.terminal.print(json ? jsonOf(made, removed) : report(made, removed, keyFile(context, site)));
    return EXIT.ok;
  },
});

const jsonOf = ({ still, ...made }: Made, removed: readonly string[]): string =>
  JSON.stringify({ ...made, stillMilliseconds: Object.fromEntries(still), removed }, null, 2);

const report = ({ path, size, manifest }: Made, removed: readonly string[], key: string): string =>
  [
    contentsPage(manifest),
    "",
    `Written and read back: ${path} (${sizeText(size)})`,
    ...(removed.length === 0 ? [] : [`Removed: ${removed.join(", ")}`]),
    `It opens with the key in ${key}. Keep a copy of the key where neither this machine nor the backup is.`,
  ].join("\n");

export const list = command({
  description: "Lists the backups in a folder by their names, without a key; quantflow backup verify FILE reads one.",
  options: {
    environment: ENVIRONMENT_OPTION,
    from: { type: "string", placeholder: "DIR", summary: "the folder of the backups (default: the instance's own)" },
    json: { type: "boolean", summary: "print [{file, owner, madeAt, size}]" },
  },
  examples: [{ line: "npx quantflow backup list", does: "the newest first" }],
  async run(context, { environment, from, json }) {
    const site = siteOf(context, environment);
    const folder = from === undefined ? backupFolder(site) : resolve(from);
    const rows = archivesIn(folder).map((archive) => ({
      ...archive,
      madeAt: archive.madeAt.toISOString(),
      size: statSync(join(folder, archive.file)).size,
    }));
    const cells = rows.map(({ file, owner, madeAt, size }) => [file, owner, madeAt, sizeText(size)]);
    const page = rows.length === 0 ? `No backup in ${folder}.` : table([["FILE", "OF", "MADE", "SIZE"], ...cells]);
    context.terminal.print(json ? JSON.stringify(rows, null, 2) : page);
    return EXIT.ok;
  },
});

export const verify = command({
  description:
    "Decrypts every byte and compares every checksum; changes nothing. Exit code 0: a restore can read all of it.",
  options: {
    environment: ENVIRONMENT_OPTION,
    json: { type: "boolean", summary: "print the manifest" },
  },
  arguments: [{ name: "FILE", summary: "a backup" }],
  examples: [{ line: "npx quantflow backup verify FILE", does: "is it whole, and is this its key" }],
  async run(context, { environment, json }, [file = ""]) {
    const path = resolve(file);
    const archive = await openArchive(path, keyToOpen(context, siteOf(context, environment)));
    try {
      await tracked(context.progress, "read the backup", (task) =>
        archive.verify((bytes) => task.note(`${sizeText(bytes)} of ${sizeText(archive.size)}`)),
      );
      context.terminal.print(json ? JSON.stringify(archive.manifest, null, 2) : contentsPage(archive.manifest));
      return EXIT.ok;
    } finally {
      await archive.close();
    }
  },
});
