import type { Model } from "../../../stacks/model.ts";
import type { Context } from "../../command.ts";
import { inspect, namedObject } from "../../stack/containers.ts";
import type { Site } from "../../stack/site.ts";
import type { Archive } from "../archive/reader.ts";
import { copyFailed, notInArchive } from "../errors.ts";
import { helperArguments } from "../helper.ts";
import { type Kept, keptIn } from "../kept.ts";
import { toolboxOf } from "../toolbox.ts";

/**
 * The volumes of the model that the archive has data of: all, or those of the named services. Fails with
 * `restore/not-in-archive` where it has none of a service that was named.
 */
export function chosenFrom(
  { manifest }: Pick<Archive, "manifest">,
  path: string,
  platform: Pick<Model, "services">,
  only: readonly string[] | undefined,
): readonly Kept[] {
  const had = new Set(manifest.parts.map(({ name }) => name));
  const kept = keptIn(platform, only);
  const missing = kept.find(({ name }) => !had.has(name));
  if (only !== undefined && missing !== undefined)
    throw notInArchive(path, missing.services.map(({ name }) => name).join(", "), [
      ...new Set(manifest.parts.flatMap(({ services }) => services)),
    ]);
  return kept.filter(({ name }) => had.has(name));
}

/** Those of the volumes that hold anything. */
export async function filled(
  { run }: Pick<Context, "run">,
  { names }: Pick<Site, "names">,
  platform: Pick<Model, "resolution">,
  kept: readonly Kept[],
): Promise<readonly string[]> {
  const volumes = kept.map(({ volume }) => names.volume(volume));
  const made = (await inspect(run, "volume", volumes, namedObject)).map(({ Name }) => Name);
  if (made.length === 0) return [];
  const mounts = Object.fromEntries(made.map((name) => [name, `/volumes/${name}`]));
  const script = 'for volume in /volumes/*; do [ -z "$(ls -A "$volume")" ] || echo "${volume##*/}"; done';
  const { code, stdout, stderr } = await run("docker", helperArguments(toolboxOf(platform), mounts, script));
  if (code !== 0) throw copyFailed(made.join(", "), stderr.trim());
  return stdout.split("\n").filter((line) => line !== "");
}
