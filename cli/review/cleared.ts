import { type Review, ReviewError } from "../../lib/review/index.ts";
import type { Context } from "../command.ts";

/** The text; undefined, and told, when a secret stands in it: then nothing of it is published (`EXIT.withheld`). */
export function cleared(
  { terminal }: Pick<Context, "terminal">,
  { requireClean }: Pick<Review, "requireClean">,
  text: string,
): string | undefined {
  try {
    requireClean(text);
    return text;
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    terminal.tell(`${error.code}: ${error.message}\n${error.remedy}`);
    return undefined;
  }
}
