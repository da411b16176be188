import type { Context } from "../command.ts";
import type { CliError } from "../errors.ts";

/** A refusal that may be gone a little later. */
export class TryLater extends Error {
  override readonly name = "TryLater";
  constructor(
    /** What is told when it is not gone after all tries. */
    readonly mistake: CliError,
    readonly wait: Wait,
  ) {
    super(mistake.message);
  }
}

/** How long to stay away, in milliseconds: as the server named it, or at least so long and twice as long each time. */
export type Wait = { readonly named: number } | { readonly atLeast: number };

const TRIES = 4;
/** A CI job is paid by the minute: whoever asks for more than this is asked again by the next run. */
const LONGEST_MILLISECONDS = 5 * 60_000;

/** Tries again what may have failed for the moment only: at most four times. */
export async function retried<T>(context: Pick<Context, "pause" | "terminal">, work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TryLater)) throw error;
      const wait = "named" in error.wait ? error.wait.named : error.wait.atLeast * 2 ** (tried - 1);
      if (tried === TRIES || wait > LONGEST_MILLISECONDS) throw error.mistake;
      context.terminal.tell(`${error.message} Trying again in ${Math.ceil(wait / 1000)} s.`);
      await context.pause(wait);
    }
  }
}
