import type { Context } from "../../command.ts";
import type { CliError } from "../../errors.ts";
import type { Site } from "../../stack/site.ts";
import { leftBehind, refilled } from "../errors.ts";
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

/** Renames alone, each of which is taken back when one fails; what was replaced is removed once the services work. */
const SWAP = `set -eu
stage=/data/.quantflow-restore
replaced=/data/.quantflow-replaced
move() {
  for entry in "$1"/* "$1"/.[!.]*; do
    case "$entry" in "$stage" | "$replaced") continue ;; esac
    if [ -e "$entry" ] || [ -L "$entry" ]; then mv "$entry" "$2/" || return 1; fi
  done
}
undo() {
  move "$replaced" /data
  rmdir "$replaced"
  exit 1
}
test -d "$stage"
rm -rf "$replaced"
mkdir -m 0700 "$replaced"
move /data "$replaced" || undo
move "$stage" /data || { move /data "$stage"; undo; }
rmdir "$stage"`;

const CLEAR = "rm -rf /data/.quantflow-restore";
const DROP = "rm -rf /data/.quantflow-replaced";

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

/** Puts the staged files in the place of the volume's. Its services must not run. Fails with `restore/failed`. */
export const swapFiles = (filling: Filling, kept: KeptFiles): Promise<void> => helped(filling, kept, SWAP, refilled);

/** Removes staged files. Fails with `restore/left-behind`. */
export const clearFiles = (filling: Filling, kept: KeptFiles): Promise<void> =>
  helped(filling, kept, CLEAR, leftBehind);

/** Removes replaced files. Fails with `restore/left-behind`. */
export const dropFiles = (filling: Filling, kept: KeptFiles): Promise<void> => helped(filling, kept, DROP, leftBehind);

async function helped(
  filling: Filling,
  kept: KeptFiles,
  script: string,
  failed: (what: string, why: string) => CliError,
): Promise<void> {
  const { code, stderr } = await filling.context.run("docker", argumentsFor(filling, kept, script));
  if (code !== 0) throw failed(kept.name, stderr.trim());
}

const argumentsFor = ({ site, image }: Filling, { volume }: KeptFiles, script: string): readonly string[] =>
  helperArguments(image, { [site.names.volume(volume)]: "/data" }, script);
