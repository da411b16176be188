import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { ROOM, requireRoom } from "../stack/disk.ts";
import type { Site } from "../stack/site.ts";
import type { Part } from "./archive/manifest.ts";
import { copyFailed } from "./errors.ts";
import { helperArguments } from "./helper.ts";
import type { Kept } from "./kept.ts";
import { toolboxOf } from "./toolbox.ts";

/** Bytes that each volume's files take. */
export type Sizes = ReadonlyMap<string, number>;

/** Asks one container about all of them. */
export async function sizesOf(
  { run }: Pick<Context, "run">,
  { names }: Pick<Site, "names">,
  platform: Pick<Model, "resolution">,
  kept: readonly Pick<Kept, "name" | "volume">[],
): Promise<Sizes> {
  const mounts = Object.fromEntries(kept.map(({ name, volume }) => [names.volume(volume), `/volumes/${name}`]));
  const script = 'for volume in /volumes/*; do du -sk "$volume"; done';
  const { code, stdout, stderr } = await run("docker", helperArguments(toolboxOf(platform), mounts, script));
  if (code !== 0) throw copyFailed(kept.map(({ name }) => name).join(", "), stderr.trim());
  const lines = [...stdout.matchAll(/^(\d+)\s+\/volumes\/(\S+)$/gm)];
  return new Map(lines.map(([, kibibytes, name]) => [name ?? "", Number(kibibytes) * 1024]));
}

/**
 * An archive is at most as large as what goes into it, and beside it stands the copy within one volume at a time.
 * @param folders where the archive is written, and where the engine keeps its volumes, as far as those are on this machine.
 */
export const requireRoomFor = (sizes: Sizes, folders: readonly string[]): Promise<void> =>
  requireRoom(folders, ROOM.run + sum([...sizes.values()]) + Math.max(0, ...sizes.values()));

/** What is read in stands beside what is there until both are exchanged. */
export const requireRoomToStage = (parts: readonly Pick<Part, "size">[], folders: readonly string[]): Promise<void> =>
  requireRoom(folders, ROOM.run + sum(parts.map(({ size }) => size)));

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
