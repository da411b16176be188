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
