import { resolve as resolvePath } from "node:path";
import { requireApplied } from "../stacks/applied.ts";
import type { Manifest } from "./backup/archive/manifest.ts";
import { type Archive, openArchive } from "./backup/archive/reader.ts";
import { holdsData, incompatible, needsYes, notMeant } from "./backup/errors.ts";
import { type Kept, namesIn } from "./backup/kept.ts";
import { keyToOpen } from "./backup/key.ts";
import { start } from "./backup/process.ts";
import { chosenFrom, filled } from "./backup/restore/chosen.ts";
import { compatibilityOf } from "./backup/restore/compatible.ts";
import { partOf, type Restored, restoreInto } from "./backup/restore/restore.ts";
import { requireRoomToStage } from "./backup/room.ts";
import { sizeText } from "./backup/size-text.ts";
import { type Context, command, EXIT } from "./command.ts";
import { type BringUp, bringUp } from "./stack/bring-up.ts";
import { engineFolders } from "./stack/disk.ts";
import { requireEngine } from "./stack/engine.ts";
import { locked } from "./stack/locked.ts";
import { resolve, wantedSource } from "./stack/resolve.ts";
import { pushTo } from "./stack/secrets.ts";
import { ENVIRONMENT_OPTION, modelOf, type Site, siteOf } from "./stack/site.ts";
import { tracked } from "./terminal/progress.ts";
import { table } from "./terminal/table.ts";

export const restore = command({
  description:
    "Reads the whole backup first, and changes nothing unless all of it is right and what runs here can read it. Then it starts the instance, reads the data in beside what is there, compares every table's rows, and exchanges them.",
  options: {
    environment: ENVIRONMENT_OPTION,
    only: { type: "string", placeholder: "SERVICES", summary: "only the data of these, separated by commas" },
    replace: { type: "boolean", summary: "give up the data that the instance has; asks first" },
    yes: { type: "boolean", summary: "do not ask" },
    "image-source": {
      type: "string",
      placeholder: "SOURCE",
      summary: "where images come from, for an instance that was never started: registry, mirror=HOST, local or auto",
    },
    json: { type: "boolean", summary: "print {manifest, restored, stillMilliseconds}" },
  },
  arguments: [{ name: "FILE", summary: "a backup" }],
  examples: [
    { line: "npx quantflow restore FILE", does: "into this instance, which has no data yet" },
    { line: "npx quantflow restore FILE --replace --only alertmanager", does: "the silences of then" },
  ],
  async run(context, { environment, only, replace, yes, "image-source": source, json }, [file = ""]) {
    const site = siteOf(context, environment);
    requireApplied(site.environment);
    const path = resolvePath(file);
    const archive = await openArchive(path, keyToOpen(context, site));
    try {
      await tracked(context.progress, "read the backup", (task) =>
        archive.verify((bytes) => task.note(`${sizeText(bytes)} of ${sizeText(archive.size)}`)),
      );
      await requireEngine(context);
      const request = { site, path, archive, only: namesIn(only), replace, yes };
      const wanted = wantedSource("restore", source, context.variables);
      const restored = await locked(context, site, "restore", (lock) =>
        restoreFrom(context, { ...request, source: wanted, lock }),
      );
      context.terminal.print(json ? jsonOf(archive.manifest, restored) : report(site, archive.manifest, restored));
      return EXIT.ok;
    } finally {
      await archive.close();
    }
  },
});

interface RestoreFrom extends Pick<BringUp, "site" | "source" | "lock"> {
  readonly path: string;
  readonly archive: Archive;
  readonly only: readonly string[] | undefined;
  readonly replace: boolean;
  readonly yes: boolean;
}

interface Done extends Restored {
  readonly chosen: readonly Kept[];
}

/** Everything that may be in the way is looked for before anything is changed. */
async function restoreFrom(context: Context, request: RestoreFrom): Promise<Done> {
  const { site, source, lock, path, archive, only } = request;
  const resolution = await resolve(context, site, source);
  const chosen = chosenFrom(archive, path, modelOf(site, resolution), only);
  const { problems, steps } = compatibilityOf(archive.manifest, chosen, resolution.imageSource);
  if (problems.length > 0) throw incompatible(problems);
  for (const step of steps) context.terminal.tell(step);
  await requireReplaceable(context, request, await filled(context, site, { resolution }, chosen));
  const { platform, engine } = await bringUp(context, { site, source, lock, mayInstall: false, policy: "keep" });
  await requireRoomToStage(
    chosen.map((kept) => partOf(archive, kept)),
    await engineFolders(context, engine),
  );
  const push = () => pushTo(context, site, platform);
  return { chosen, ...(await restoreInto(context, { site, platform, archive, path, kept: chosen, start, push })) };
}

async function requireReplaceable(
  { terminal }: Context,
  { site, path, replace, yes }: RestoreFrom,
  volumes: readonly string[],
): Promise<void> {
  if (volumes.length === 0) return;
  if (!replace) throw holdsData(site.instance.prefix, volumes);
  if (yes) return;
  if (!terminal.interactive) throw needsYes(path);
  if (!(await terminal.confirm(`Replace what ${volumes.join(", ")} hold by the backup's data?`))) throw notMeant();
}

const jsonOf = (manifest: Manifest, { chosen, still }: Done): string =>
  JSON.stringify({ manifest, restored: chosen.map(({ name }) => name), stillMilliseconds: still }, null, 2);

function report({ instance }: Site, { madeAt, parts }: Manifest, { chosen }: Done): string {
  const names = chosen.map(({ name }) => name);
  const tables = parts.filter(({ name }) => names.includes(name)).flatMap(({ database }) => database?.tables ?? []);
  return [
    `${instance.prefix} has the data of ${madeAt}: ${names.join(", ")}.`,
    ...(tables.length === 0
      ? []
      : ["", table([["TABLE", "ROWS, AS BACKED UP"], ...tables.map((one) => [one.table, `${one.rows}`])])]),
    "",
    "Next: npm run status",
  ].join("\n");
}
