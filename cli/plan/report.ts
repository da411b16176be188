import { EXIT } from "../command.ts";
import { exitOf } from "../review/exit.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Made } from "./make.ts";

/** Prints the review of a plan, says where all of it is, and answers the exit code. */
export function reportPlan(
  terminal: Pick<Terminal, "print" | "tell">,
  { text, review, sealed }: Made,
  directory: string,
): number {
  if (text === undefined) return EXIT.withheld;
  terminal.print(text);
  terminal.tell(
    sealed
      ? `Review, seal and encrypted plans: ${directory}\nApply exactly this: npx quantflow apply ${directory}`
      : `The review is in ${directory}. A policy refuses this plan, so it has no seal and cannot be applied.`,
  );
  return exitOf(review.verdict);
}
