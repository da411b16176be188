/** What the judging of mutants needs of the world; the caller brings both. */
export interface Toolbox {
  readonly promtool: Promtool;
  readonly cache: Cache;
}

export interface Promtool {
  /** Names the program's build: verdicts of another one are not taken. */
  readonly version: string;
  /** Runs `promtool test rules` on these of the files, in a folder that holds them all. */
  readonly test: (files: ReadonlyMap<string, string>, tests: readonly string[]) => Promise<Ended>;
}

/** How a process ended; `code` is null when a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Texts kept by the hash of what they came from. */
export interface Cache {
  readonly read: (key: string) => Promise<string | undefined>;
  readonly write: (key: string, text: string) => Promise<void>;
}
