import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../command.ts";
import { throwIfInterrupted } from "../errors.ts";
import { tracked } from "../terminal/progress.ts";
import { destroy } from "./apply.ts";
import { removeVolumes } from "./containers.ts";
import type { Site } from "./site.ts";
import { stateFile, stateObjects } from "./state.ts";
import { openTerraform } from "./terraform.ts";

/** Content first, because it lives in what the platform runs; storage is never destroyed here. */
const FALLING = ["content", "platform"] as const;

/** Takes down everything that runs. Needs no synthesis: Terraform destroys what its state holds. */
export async function takeDown(context: Context, site: Site): Promise<void> {
  const standing = FALLING.filter((stack) => stateObjects(site.instance.directory, stack).length > 0);
  if (standing.length === 0) return;
  const terraform = await openTerraform(context, site);
  for (const stack of standing) {
    throwIfInterrupted(context.signal);
    const folder = join(site.out, "stacks", stack);
    await terraform.init(folder, stack);
    await destroy({ ...context, terraform: terraform.run, stack, folder });
  }
}

/**
 * Deletes the volumes that the storage stack guards with `prevent_destroy`, and the secrets. Deliberately not by
 * Terraform, whose guard stays in place for everybody else: by the engine, and then the state goes with the instance's
 * folder. Returns the names of what it deleted.
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
