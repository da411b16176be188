import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Outcome, run } from "../../../cli/run.ts";
import { builtIn } from "../../support/tools.ts";
import type { ControlPlane } from "./control-plane.ts";

/** The command that docs/kubernetes.md tells its reader to run, as far as it is the same for every folder. */
export const APPLY = ["apply", "--server-side", "--validate=strict", "--warnings-as-errors"] as const;

export const kubectl = async (
  { kubeconfig }: Pick<ControlPlane, "kubeconfig">,
  args: readonly string[],
  input = "",
): Promise<Outcome> => run(await builtIn("kubernetes", "kubectl"), [`--kubeconfig=${kubeconfig}`, ...args], { input });

/** Applies files as a user would: unknown fields and warnings are errors. Fails with kubectl's words. */
export async function applied(plane: ControlPlane, files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const { code, stdout, stderr } = await appliedOutcome(plane, files);
  if (code !== 0) throw new Error(`kubectl apply ended with ${code}:\n${stderr}`);
  return stdout.trim().split("\n");
}

export async function appliedOutcome(plane: ControlPlane, files: ReadonlyMap<string, string>): Promise<Outcome> {
  const directory = await mkdtemp(join(tmpdir(), "manifests-"));
  try {
    for (const [name, text] of files) await writeFile(join(directory, name), text);
    return await kubectl(plane, [...APPLY, "--filename", directory]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
