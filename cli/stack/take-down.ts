import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stateFile } from "../../stacks/backend.ts";
import type { Context } from "../command.ts";
import { throwIfInterrupted } from "../errors.ts";
import { tracked } from "../terminal/progress.ts";
import { destroy } from "./apply.ts";
import { removeVolumes } from "./containers.ts";
import { hostedRemains } from "./errors.ts";
import { openRemoteState } from "./remote-state.ts";
import type { Site } from "./site.ts";
import { stateObjects } from "./state.ts";
import { STACKS, synthesize } from "./synthesis.ts";
import { openTerraform } from "./terraform.ts";

/**
 * Fails while a hosted Grafana holds what the content stack made: what fills a Grafana of ours goes with its volume, and
 * what fills somebody else's would stay.
 */
export async function requireNothingHosted(context: Context, site: Site): Promise<void> {
  if (site.environment.ground.kind !== "hosted-grafana") return;
  const objects = await stateObjects(context, site, "content");
  if (objects.length > 0) throw hostedRemains(site.environment.name, objects.length, site.instance.prefix);
}

/** Takes down everything that runs here. Storage is never destroyed here, nor what fills a Grafana: both stay as they are. */
export async function takeDown(context: Context, site: Site): Promise<void> {
  const { root, variables, signal } = context;
  if ((await stateObjects(context, site, "platform")).length === 0) return;
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
 * Terraform, whose guard stays in place for everybody else: by the engine, and then the state goes as well. Returns the
 * names of the volumes.
 */
export function deleteData(context: Context, site: Site): Promise<readonly string[]> {
  const { directory } = site.instance;
  return tracked(context.progress, "delete data", async () => {
    const volumes = (await stateObjects(context, site, "storage"))
      .filter(({ type }) => type === "docker_volume")
      .map(({ id }) => id);
    await removeVolumes(context.run, volumes);
    if (site.environment.backend.kind === "local") deleteStateFiles(directory);
    else await emptyStates(context, site);
    for (const path of ["secrets", "resolution.json", "data-versions.json", "cdktf.out", "state"])
      rmSync(join(directory, path), { recursive: true, force: true });
    return volumes;
  });
}

function deleteStateFiles(directory: string): void {
  for (const file of STACKS.map((stack) => stateFile(directory, stack)))
    for (const path of [file, `${file}.backup`]) rmSync(path, { force: true });
}

/** What a remote backend keeps stays there, and tells of nothing any more. */
async function emptyStates(context: Context, site: Site): Promise<void> {
  for (const stack of STACKS) {
    const objects = await stateObjects(context, site, stack);
    if (objects.length === 0) continue;
    const state = await openRemoteState(context, site, stack);
    await state.forget([...new Set(objects.map(({ address }) => address))]);
  }
}
