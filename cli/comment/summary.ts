import { appendFileSync, statSync } from "node:fs";
import type { Context } from "../command.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands: 1 MiB a step, or none of it is shown. */
const LONGEST_BYTES = 1024 * 1024;

/** Adds the review to the job's summary, where GitHub Actions gives one; true when it is there. */
export function summarized({ variables, terminal }: Pick<Context, "variables" | "terminal">, text: string): boolean {
  const file = variables["GITHUB_STEP_SUMMARY"];
  if (!file) return false;
  const there = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const added = `${text}\n`;
  const fits = there + Buffer.byteLength(added) <= LONGEST_BYTES;
  if (fits) appendFileSync(file, added);
  else terminal.tell("The job summary has no room for the review (1 MiB a step): see the run's artifact.");
  return fits;
}
