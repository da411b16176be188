import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { versionOf } from "../../lib/services/image.ts";
import type { Model } from "../../stacks/model.ts";
import { timescaledb } from "../../stacks/services/timescaledb.ts";
import { verdictOf } from "../../stacks/upgrades.ts";
import { type ImageName, images } from "../../stacks/versions.ts";
import { helperArguments } from "../backup/helper.ts";
import { toolboxOf } from "../backup/toolbox.ts";
import type { Context } from "../command.ts";
import { inspect, namedObject } from "./containers.ts";
import { dataUnreadable } from "./errors.ts";
import type { Site } from "./site.ts";

/** Which version of each image has written the data that is there. */
export type DataVersions = Readonly<Record<string, string>>;

const shape = z.record(z.string(), z.string());
const fileOf = ({ instance }: Pick<Site, "instance">): string => join(instance.directory, "data-versions.json");

/** The versions of the images whose services have data. */
export function versionsIn({ services, resolution }: Pick<Model, "services" | "resolution">): DataVersions {
  const names = services.filter(({ volumes = [] }) => volumes.length > 0).map(({ image }) => image as ImageName);
  return Object.fromEntries(names.map((name) => [name, versionOf(images[name], resolution.imageSource)]));
}

/** Notes who has data here now; called when every service is healthy. */
export function noteDataVersions(site: Pick<Site, "instance">, platform: Pick<Model, "services" | "resolution">): void {
  const file = fileOf(site);
  writeFileSync(`${file}.new`, `${JSON.stringify(versionsIn(platform), null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/**
 * Fails with `stack/data-unreadable` where a service would not read the data that is there: it would end again and
 * again. Tells of what else has to be done after a change of versions.
 */
export async function requireReadableData(context: Context, site: Site, platform: Model): Promise<void> {
  const before = noted(site) ?? (await askedOfVolumes(context, site, platform));
  const problems: string[] = [];
  for (const [name, version] of Object.entries(versionsIn(platform))) {
    const verdict = verdictOf(name as ImageName, before[name] ?? version, version, "inPlace");
    if (verdict.kind === "allowed") continue;
    const line = `${name} ${before[name]} to ${version}: ${verdict.why}`;
    if (verdict.kind === "refused") problems.push(line);
    else context.terminal.tell(line);
  }
  if (problems.length > 0) throw dataUnreadable(problems);
}

/** Undefined where nobody noted anything, or what was noted is unreadable. */
function noted(site: Site): DataVersions | undefined {
  const file = fileOf(site);
  if (!existsSync(file)) return undefined;
  try {
    return shape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** PostgreSQL notes its major version in the volume itself. */
async function askedOfVolumes({ run }: Context, { names }: Site, platform: Model): Promise<DataVersions> {
  const [volume] = (timescaledb.volumes ?? []).map((mount) => names.volume(mount.volume));
  if (volume === undefined || (await inspect(run, "volume", [volume], namedObject)).length === 0) return {};
  const script = "cat /data/PG_VERSION 2>/dev/null || true";
  const { stdout } = await run("docker", helperArguments(toolboxOf(platform), { [volume]: "/data" }, script));
  return stdout.trim() === "" ? {} : { [timescaledb.image]: stdout.trim() };
}
