import { type Context, EXIT } from "../command.ts";
import { cleared } from "../review/cleared.ts";
import { type Found, inJson, inWords, isNothing } from "./written.ts";

export interface Checked {
  readonly found: Found;
  /** Throws where a secret stands in the text. */
  readonly requireClean: (text: string) => void;
}

/** Prints what differs, unless a secret would stand in it; answers the exit code. Where nothing does, and everything was looked at, it is silent. */
export function reportDrift(
  context: Pick<Context, "terminal">,
  { found, requireClean }: Checked,
  json: boolean,
): number {
  const { terminal } = context;
  const text = cleared(context, { requireClean }, json ? inJson(found) : inWords(found, terminal.paint));
  if (text === undefined) return EXIT.withheld;
  if (text !== "") terminal.print(text);
  return isNothing(found) ? EXIT.ok : EXIT.changes;
}
