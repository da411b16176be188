import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../command.ts";
import { throwIfInterrupted } from "../errors.ts";
import { tracked } from "../terminal/progress.ts";
import { destroy } from "./apply.ts";
import { removeVolumes } from "./containers.ts";
import type { Site } from "./site.ts";
import { stateFile, stateObjects } from "./state.ts";
import { synthesize } from "./synthesis.ts";
import { openTerraform } from "./terraform.ts";

/**
 * Takes down everything that runs. Storage is never destroyed here, and what fills Grafana lies in its data volume: both
 * stay as they are.
 */
export async function takeDown(context: Context, site: Site): Promise<void> {
  const { root, variables, signal } = context;
  if (stateObjects(site.instance.directory, "platform").length === 0) return;
  const folder = join(site.out, "stacks", "platform");
  if (!existsSync(join(folder, "cdk.tf.json")))
    await synthesize({ root, variables, environment: site.environment.name, out: site.out });
  const terraform = await openTerraform(context, site);
  await terraform.init(folder, "platform");
  throwIfInterrupted(signal);
  await destroy({ ...context, terraform: terraform.run, stack: "platform", folder });
}

/**
 * Deletes the volumes that the storage stack guards with `prevent_destroy`, and the secrets. Deliberately not by
 * Terraform, whose guard stays in place for everybody else: by the engine, and then the state goes with the instance's
 * files. Returns the names of the volumes.
 */
export function deleteData({ run, progress }: Context, { instance }: Site): Promise<readonly string[]> {
  return tracked(progress, "delete data", async () => {
    const volumes = stateObjects(instance.directory, "storage")
      .filter(({ type }) => type === "docker_volume")
      .map(({ id }) => id);
    await removeVolumes(run, volumes);
    for (const path of ["secrets", "resolution.json", "cdktf.out"])
      rmSync(join(instance.directory, path), { recursive: true, force: true });
    for (const stack of ["storage", "platform", "content"])
      for (const path of [stateFile(instance.directory, stack), `${stateFile(instance.directory, stack)}.backup`])
        if (existsSync(path)) rmSync(path);
    return volumes;
  });
}
