import type { Context } from "../command.ts";
import { inspect, namedObject } from "../stack/containers.ts";
import type { Site } from "../stack/site.ts";
import { notMade, partlyMade } from "./errors.ts";
import type { Kept } from "./kept.ts";

/** The engine would make a missing volume on the way. Fails with `backup/not-made` or `backup/partly-made`. */
export async function requireMade(
  { run }: Pick<Context, "run">,
  { names, instance }: Pick<Site, "names" | "instance">,
  kept: readonly Kept[],
): Promise<void> {
  const wanted = kept.map(({ volume }) => names.volume(volume));
  const found = (await inspect(run, "volume", wanted, namedObject)).map(({ Name }) => Name);
  const missing = wanted.filter((name) => !found.includes(name));
  if (missing.length > 0) throw found.length === 0 ? notMade(instance.prefix) : partlyMade(instance.prefix, missing);
}
