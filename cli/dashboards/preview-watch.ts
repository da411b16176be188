import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** An editor's save is several events; half of one would be told as broken code. */
const QUIET_MILLISECONDS = 25;

/**
 * Calls `changed` after files below these folders changed, one call at a time: what changes during one leads to one
 * more. `changed` must not reject. The result ends it.
 */
export function watchFolders(folders: readonly string[], changed: () => Promise<void>): () => void {
  const turn = oneAtATime(changed);
  let watchers: readonly FSWatcher[] = [];
  let quiet: NodeJS.Timeout | undefined;
  const unfollow = () => {
    for (const watcher of watchers) watcher.close();
  };
  // All of them anew: a folder that was replaced by another of its name is another folder.
  const follow = () => {
    unfollow();
    watchers = folders.flatMap(withFoldersIn).map((folder) => watch(folder, noticed).on("error", noticed));
  };
  const noticed = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      follow();
      turn();
    }, QUIET_MILLISECONDS);
  };
  follow();
  return () => {
    clearTimeout(quiet);
    unfollow();
  };
}

function withFoldersIn(folder: string): readonly string[] {
  const inside = entriesOf(folder)
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .flatMap(({ name }) => withFoldersIn(join(folder, name)));
  return [folder, ...inside];
}

/** A folder may be gone before it is read; whoever removed it has told its parent. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Does the work when it is asked to; asked while it works, once more when that has ended. */
export function oneAtATime(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const turn = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work();
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void turn();
  };
}
