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

/** Throws `interrupted` once Ctrl-C was pressed; called between the steps of a long command. */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted();
}
