import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { NOTHING_HEARD, type WatchState, watchState } from "./state.ts";

/** Keeps the state over a restart; neither method throws, because the watch goes on without it. */
export class StateFile {
  readonly #path: string;
  readonly #failed: (error: unknown) => void;

  constructor(path: string, failed: (error: unknown) => void) {
    this.#path = path;
    this.#failed = failed;
  }

  /** A file that is not there, or holds something else, is a watch that begins anew; the latter is told. */
  read(): WatchState {
    try {
      return watchState.parse(JSON.parse(readFileSync(this.#path, "utf8")));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) this.#failed(error);
      return NOTHING_HEARD;
    }
  }

  /** In place of what is there, by its name: a crash leaves the old state or the new. */
  write(state: WatchState): void {
    try {
      writeFileSync(`${this.#path}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 });
      renameSync(`${this.#path}.new`, this.#path);
    } catch (error) {
      this.#failed(error);
    }
  }
}
