import type { Context } from "../../command.ts";
import type { Site } from "../../stack/site.ts";
import { refilled } from "../errors.ts";
import { helperArguments } from "../helper.ts";
import type { KeptFiles } from "../kept.ts";
import type { Start } from "../process.ts";
import { feed } from "./feed.ts";

/** Beside what the volume holds, so that a restore that fails has changed nothing. */
const STAGE = `set -eu
stage=/data/.quantflow-restore
rm -rf "$stage"
mkdir -m 0700 "$stage"
tar -x -f - -C "$stage" --numeric-owner`;

const SWAP = `set -eu
stage=/data/.quantflow-restore
test -d "$stage"
for entry in /data/* /data/.[!.]*; do
  [ "$entry" = "$stage" ] || rm -rf "$entry"
done
for entry in "$stage"/* "$stage"/.[!.]*; do
  if [ -e "$entry" ] || [ -L "$entry" ]; then mv "$entry" /data/; fi
done
rmdir "$stage"`;

const CLEAR = "rm -rf /data/.quantflow-restore";

export interface Filling {
  readonly context: Pick<Context, "run" | "signal">;
  readonly start: Start;
  readonly site: Pick<Site, "names">;
  /** The image of the helpers. */
  readonly image: string;
}

/** Puts the files of an archive's part beside those of the volume. Its services may work meanwhile. */
export function stageFiles(filling: Filling, kept: KeptFiles, content: AsyncIterable<Uint8Array>): Promise<void> {
  const { start, context } = filling;
  const process = start("docker", argumentsFor(filling, kept, STAGE), { signal: context.signal, onWord: () => {} });
  return feed(kept.name, process, content);
}

/** Puts the staged files in the place of the volume's. Its services must not run. */
export const swapFiles = (filling: Filling, kept: KeptFiles): Promise<void> => helped(filling, kept, SWAP);

export const clearFiles = (filling: Filling, kept: KeptFiles): Promise<void> => helped(filling, kept, CLEAR);

async function helped(filling: Filling, kept: KeptFiles, script: string): Promise<void> {
  const { code, stderr } = await filling.context.run("docker", argumentsFor(filling, kept, script));
  if (code !== 0) throw refilled(kept.name, stderr.trim());
}

const argumentsFor = ({ site, image }: Filling, { volume }: KeptFiles, script: string): readonly string[] =>
  helperArguments(image, { [site.names.volume(volume)]: "/data" }, script);
