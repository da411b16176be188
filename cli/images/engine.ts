import type { Outcome, RunOptions } from "../run.ts";
import { diskFull } from "../tools/errors.ts";
import type { Workshop } from "../tools/index.ts";
import { engineRefused } from "./errors.ts";

/** Runs `docker` with the caller's environment; fails unless it ends well. `what` completes "did not …". */
export async function docker(
  workshop: Pick<Workshop, "run" | "variables" | "signal">,
  what: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const outcome = await attempt(workshop, args, options);
  if (outcome.code === 0) return outcome;
  if (/no space left on device/i.test(outcome.stderr)) throw diskFull("the engine's data directory (docker info)");
  throw engineRefused(what, outcome);
}

/** As `docker`, but the caller judges how it ended. */
export const attempt = (
  { run, variables, signal }: Pick<Workshop, "run" | "variables" | "signal">,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> => run("docker", args, { environment: variables, signal, ...options });

/** Every `repository:tag` in the engine. */
export async function presentReferences(
  workshop: Pick<Workshop, "run" | "variables" | "signal">,
): Promise<ReadonlySet<string>> {
  const list = ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"];
  const { stdout } = await docker(workshop, "list its images", list);
  return new Set(stdout.split("\n").filter((line) => line !== ""));
}
