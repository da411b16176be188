import { once } from "node:events";
import type { Context } from "../command.ts";
import { containers } from "../stack/containers.ts";
import { engineRefused } from "../stack/errors.ts";
import type { Site } from "../stack/site.ts";
import { copyFailed, perhapsStill } from "./errors.ts";
import { helperArguments } from "./helper.ts";
import type { KeptFiles } from "./kept.ts";
import type { Start } from "./process.ts";

/**
 * Within the volume, because only there can a link stand for a file that is never changed, and because it takes no
 * longer than the disk does: the archive is written when the services work again. A folder of its own: the helper of a
 * backup that was interrupted may still run, and removes its folder when it ends.
 */
const SCRIPT = `set -eu
rm -rf /data/.quantflow-backup*
copy=$(mktemp -d /data/.quantflow-backup.XXXXXX)
trap 'rm -rf "$copy"' EXIT
echo quantflow:ready >&2
read -r _
for entry in /data/* /data/.[!.]*; do
  case "$entry" in /data/.quantflow-*) continue ;; esac
  if [ ! -e "$entry" ] && [ ! -L "$entry" ]; then continue; fi
  case "\${entry##*/}" in
    $IMMUTABLE) cp -al "$entry" "$copy/" ;;
    *) cp -a "$entry" "$copy/" ;;
  esac
done
echo quantflow:copied >&2
tar -c -f - -C "$copy" .
`;

export interface CopyOut {
  readonly context: Pick<Context, "run" | "now" | "signal" | "terminal">;
  readonly start: Start;
  readonly site: Pick<Site, "names">;
  readonly image: string;
}

/** A tar archive of a volume's files as they were at one moment. */
export interface Copied {
  readonly content: AsyncIterable<Uint8Array>;
  /** How long its services did not work, milliseconds; 0 where none ran. */
  readonly still: number;
  /** Call it when the content was read to its end: fails with `backup/copy-failed` where that was not all. */
  readonly finished: () => Promise<void>;
}

/** Copies the files of one volume while its services are frozen or stopped. They work again when this answers. */
export async function copyOut({ context, start, site: { names }, image }: CopyOut, kept: KeptFiles): Promise<Copied> {
  const { backup, volume, services } = kept;
  const words = new EventTarget();
  const immutable = backup.kind === "frozen" ? (backup.immutable ?? "") : "";
  const process = start(
    "docker",
    helperArguments(image, { [names.volume(volume)]: "/data" }, SCRIPT, { IMMUTABLE: immutable }),
    { signal: context.signal, onWord: (word) => words.dispatchEvent(new Event(word)) },
  );
  const finished = async () => {
    const { code, complaint } = await process.ended;
    if (code !== 0) throw copyFailed(kept.name, complaint || `exit code ${code}`);
  };
  const heard = async (word: string) => {
    const early = process.ended.then(finished).then(() => {
      throw copyFailed(kept.name, "its copy ended too early");
    });
    await Promise.race([once(words, word), early]);
  };
  await heard("ready");
  try {
    const still = await whileStill(context, services.map(names.container), backup.kind, async () => {
      const copied = heard("copied");
      process.input.write("go\n");
      await copied;
    });
    return { content: process.output, still, finished };
  } finally {
    process.input.end();
  }
}

const STILL = { frozen: ["pause", "unpause"], stopped: ["stop", "start"] } as const;

/** Holds the running ones of these containers still while the work is done; answers for how many milliseconds. */
async function whileStill(
  { run, now, terminal }: Pick<Context, "run" | "now" | "terminal">,
  names: readonly string[],
  kind: keyof typeof STILL,
  work: () => Promise<void>,
): Promise<number> {
  const running = [...(await containers(run, names)).values()].flatMap(({ state, name }) =>
    state === "running" ? [name] : [],
  );
  const [hold, release] = STILL[kind];
  const tell = async (verb: string) => {
    if (running.length === 0) return;
    const { code, stderr } = await run("docker", [verb, ...running]);
    if (code !== 0) throw engineRefused(`${verb} ${running.join(", ")}`, stderr.trim());
  };
  const began = now();
  try {
    await tell(hold);
    await work();
  } catch (error) {
    // What went wrong first is what its reader has to know.
    await tell(release).catch((failed: Error) => terminal.tell(perhapsStill(running, kind, release, failed)));
    throw error;
  }
  await tell(release);
  return running.length === 0 ? 0 : now() - began;
}
