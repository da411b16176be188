import { ReviewError } from "../../lib/review/index.ts";
import { type Context, EXIT } from "../command.ts";
import { type Found, inJson, inWords, isNothing } from "./written.ts";

export interface Checked {
  readonly found: Found;
  /** Throws where a secret stands in the text. */
  readonly requireClean: (text: string) => void;
}

/** Prints what differs, unless a secret would stand in it; answers the exit code. Where nothing does, and everything was looked at, it is silent. */
export function reportDrift(
  { terminal }: Pick<Context, "terminal">,
  { found, requireClean }: Checked,
  json: boolean,
): number {
  const text = json ? inJson(found) : inWords(found, terminal.paint);
  try {
    requireClean(text);
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    terminal.tell(`${error.code}: ${error.message}\n${error.remedy}`);
    return EXIT.withheld;
  }
  if (text !== "") terminal.print(text);
  return isNothing(found) ? EXIT.ok : EXIT.changes;
}
