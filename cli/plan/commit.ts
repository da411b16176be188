import { inContinuousIntegration } from "../../stacks/backend.ts";
import type { Context } from "../command.ts";
import type { Outcome } from "../run.ts";
import { withoutSealing } from "../sealing-variables.ts";
import { dirtyTree, noCommit } from "./errors.ts";

/**
 * The full id of the commit that is checked out. In CI the tracked files must be the commit's, or it would not say what
 * was planned; elsewhere they may differ, and the hash of what is synthesized holds them.
 */
export async function commitOf(context: Pick<Context, "run" | "root" | "variables">): Promise<string> {
  const found = await git(context, ["rev-parse", "--verify", "HEAD"]);
  if (found.code !== 0) throw noCommit(context.root, found.stderr.trim() || "it cannot be run");
  if (inContinuousIntegration(context.variables)) await requireClean(context);
  return found.stdout.trim();
}

async function requireClean(context: Pick<Context, "run" | "root" | "variables">): Promise<void> {
  // Files that git does not know are not looked at: the plan's own folder may be one.
  const { stdout } = await git(context, ["status", "--porcelain", "--untracked-files=no"]);
  const changed = stdout.split("\n").filter((line) => line.trim() !== "");
  if (changed.length > 0) throw dirtyTree(changed);
}

async function git({ run, root, variables }: Pick<Context, "run" | "root" | "variables">, args: readonly string[]) {
  const environment = withoutSealing(variables);
  return run("git", args, { directory: root, environment }).catch((error: NodeJS.ErrnoException): Outcome => {
    if (error.code !== "ENOENT") throw error;
    return { code: null, signal: null, stdout: "", stderr: "there is no git" };
  });
}
