/** A failure that its reader can mend: what was found and where (`message`), and what to do about it (`remedy`). */
export class CliError extends Error {
  override readonly name = "CliError";
  constructor(
    /** Stable, `area/what`: scripts and tests match on this, never on the text. */
    readonly code: string,
    message: string,
    /** What to do next, in the imperative, with the exact command where there is one. */
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What every folder's own errors have in common (here `CliError`, in stacks `StackError`): a reader can mend them. */
export interface Mistake extends Error {
  readonly code: string;
  readonly remedy: string;
}

export const isMistake = (error: unknown): error is Mistake =>
  error instanceof Error &&
  "code" in error &&
  typeof error.code === "string" &&
  "remedy" in error &&
  typeof error.remedy === "string";

const meant = (suggestion: string | undefined): string => (suggestion ? ` Did you mean ${suggestion}?` : "");

export const unknownCommand = (given: string, suggestion: string | undefined): CliError =>
  new CliError(
    "usage/unknown-command",
    `There is no command "${given}".${meant(suggestion)}`,
    "See all commands: quantflow --help",
  );

export const unknownOption = (command: string, given: string, suggestion: string | undefined): CliError =>
  new CliError(
    "usage/unknown-option",
    `quantflow ${command} has no option ${given}.${meant(suggestion && `--${suggestion}`)}`,
    `See its options: quantflow ${command} --help`,
  );

export const badOptionValue = (command: string, option: string, rule: string, given: string | undefined): CliError =>
  new CliError(
    "usage/bad-option-value",
    `--${option} ${rule}${given === undefined ? "" : `, not "${given}"`}.`,
    `See its options: quantflow ${command} --help`,
  );

export const missingOption = (command: string, option: string, placeholder: string): CliError =>
  new CliError(
    "usage/missing-option",
    `quantflow ${command} needs --${option}.`,
    `Add --${option} ${placeholder}; see quantflow ${command} --help`,
  );

export const wrongArguments = (command: string, wanted: readonly string[], given: readonly string[]): CliError =>
  new CliError(
    "usage/wrong-arguments",
    `quantflow ${command} takes ${wanted.length === 0 ? "no arguments" : wanted.join(" ")}, not ${
      given.length === 0 ? "nothing" : `"${given.join(" ")}"`
    }.`,
    `See quantflow ${command} --help`,
  );

/** The error of a work that Ctrl-C ended in an orderly way: nothing is broken, and the same command continues it. */
export const interrupted = (): CliError =>
  new CliError(
    "interrupted",
    "Stopped by Ctrl-C. Nothing is lost.",
    "Run the same command again to continue (npm run up continues a start).",
  );

const DISK_FULL = new Set(["ENOSPC", "EDQUOT"]);
const FORBIDDEN = new Set(["EACCES", "EPERM"]);

/** A failure of the file system, wherever in a command it happened, as its reader can mend it; undefined for any other. */
export function fileSystemMistake(error: unknown, root: string): CliError | undefined {
  if (!isFileSystemError(error)) return undefined;
  const { code = "", path } = error;
  if (DISK_FULL.has(code)) return noRoom(path ?? `a file of ${root} or of the cache`, error);
  if (code === "EROFS") return readOnly(path ?? root, error);
  return FORBIDDEN.has(code) ? forbidden(path ?? root, root, error) : undefined;
}

/** Processes and sockets fail with the same codes for other reasons. */
const isFileSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error &&
  "syscall" in error &&
  typeof error.syscall === "string" &&
  !/^(spawn|kill|listen|bind|connect|getaddrinfo)/.test(error.syscall);

const noRoom = (path: string, cause: Error): CliError =>
  new CliError(
    "disk/full",
    `The disk is full: ${path} could not be written.`,
    "See what takes the room (df -h; docker system df), free a few GiB, and run the same command again: it continues. What can go: docker builder prune; npm cache clean --force; go clean -cache",
    { cause },
  );

const readOnly = (path: string, cause: Error): CliError =>
  new CliError(
    "disk/read-only",
    `${path} lies on a file system that can only be read.`,
    "Mount it writable, or work in a clone on another disk; the cache moves with QUANTFLOW_CACHE=DIR.",
    { cause },
  );

function forbidden(path: string, root: string, cause: Error): CliError {
  const ours = `${root}/.quantflow`;
  return new CliError(
    "disk/forbidden",
    `You may not read or write ${path}. Did a command run here as another user, with sudo perhaps?`,
    `Make it yours again: sudo chown -R "$(id -u):$(id -g)" ${path.startsWith(ours) ? ours : path}`,
    { cause },
  );
}

/** Throws `interrupted` once Ctrl-C was pressed; called between the steps of a long command. */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted();
}
