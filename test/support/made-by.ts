import { run } from "../../cli/run.ts";

/** What made a report: the commit, how far the tree differed from it, the command, and when. */
export interface MadeBy {
  /** Twelve digits. */
  readonly commit: string;
  /** Files that differed from the commit; 0 in a clean tree. */
  readonly changed: number;
  readonly command: string;
  /** `2026-11-23T21:40Z` */
  readonly at: string;
}

/** Of the tree in this directory, now. */
export async function madeBy(directory: string, command: string, now: Date): Promise<MadeBy> {
  const git = async (...args: readonly string[]) => (await run("git", args, { directory })).stdout.trim();
  const [commit, changes] = [await git("rev-parse", "--short=12", "HEAD"), await git("status", "--porcelain")];
  const changed = changes === "" ? 0 : changes.split("\n").length;
  return { commit, changed, command, at: `${now.toISOString().slice(0, 16)}Z` };
}

/** The line under a report's title. */
export const madeByLine = ({ commit, changed, command, at }: MadeBy): string =>
  `Made at ${at} by \`${command}\`, of commit \`${commit}\`${changed === 0 ? "" : ` and ${changed} changed files beside it`}.`;

/** What every report's line has to look like. */
export const MADE_BY =
  /^Made at \d{4}-\d\d-\d\dT\d\d:\d\dZ by `[^`]+`, of commit `[0-9a-f]{12}`( and \d+ changed files beside it)?\./m;
