import { referenceOf } from "../../stacks/images.ts";
import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { isMistake } from "../errors.ts";
import { secretsOf } from "../secrets/contents.ts";
import { containers, publishedPorts } from "../stack/containers.ts";
import { portsInUse } from "../stack/errors.ts";
import { lastEnd } from "../stack/lock.ts";
import { heldPorts, wantedPorts } from "../stack/ports.ts";
import type { Site } from "../stack/site.ts";
import { stateObjects } from "../stack/state.ts";
import { bad, type Finding, good, note } from "./finding.ts";

export const instance = ({ instance, environment }: Site): Finding =>
  good(
    "Instance",
    `${instance.prefix}, environment ${environment.name}, ports moved by ${instance.portOffset}, in ${instance.directory}`,
  );

export function lastRun({ instance }: Site): Finding {
  const end = lastEnd(instance.directory);
  if (end === "at work") return note("Last run", "a command is at work on this instance right now");
  if (end === "cut short") return note("Last run", "was cut short", "npm run up continues it");
  return good("Last run", "ended in order");
}

export function secrets({ store }: Site, { services }: Model): Finding {
  try {
    const all = secretsOf(services);
    const given = all.filter((secret) => secret.origin === "given" && store.find(secret) === undefined);
    const present = all.filter((secret) => store.find(secret) !== undefined).length;
    const found = `${present} of ${all.length} present`;
    if (given.length === 0) return good("Secrets", `${found}; missing ones are made by up`);
    const names = given.map(({ name }) => name).join(", ");
    return note("Secrets", `${found}; nobody has given ${names}`, "npx quantflow secrets push --name NAME --from FILE");
  } catch (error) {
    if (!isMistake(error)) throw error;
    return bad("Secrets", error.message, error.remedy);
  }
}

/** Only with an engine that answers. */
export async function ports({ run }: Context, { names, instance }: Site, platform: Model): Promise<Finding> {
  const own = new Set(platform.services.map(names.container));
  const held = await heldPorts(wantedPorts(platform), await publishedPorts(run), (name) => own.has(name));
  if (held.length === 0) return good("Ports", "free, or held by our own containers");
  const { message, remedy } = portsInUse(held, instance.portOffset);
  return bad("Ports", message, remedy);
}

/** Only with an engine that answers. */
export async function images({ run }: Context, { services, resolution, omitted }: Model): Promise<Finding> {
  const { stdout } = await run("docker", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"]);
  const present = new Set(stdout.split("\n"));
  const wanted = [...new Set(services.map(({ image }) => image))];
  const missing = wanted.filter((name) => !present.has(referenceOf(name, resolution.imageSource)));
  const found = `${wanted.length - missing.length} of ${wanted.length} in the engine (source: ${resolution.imageSource.kind})`;
  const without = omitted.length > 0 ? `; left out: ${omitted.map(({ name }) => name).join(", ")}` : "";
  return missing.length === 0
    ? good("Images", found + without)
    : note("Images", `${found}${without}; missing: ${missing.join(", ")}`, "npm run up gets or builds them");
}

/** Only with an engine that answers. What is ours, only the state can tell. */
export async function strangers(context: Context, site: Site, platform: Model): Promise<Finding> {
  try {
    const known = new Set((await stateObjects(context, site, "platform")).map(({ id }) => id));
    return await unknownTo(known, context, site, platform);
  } catch (error) {
    if (!isMistake(error)) throw error;
    return bad("State", error.message, error.remedy);
  }
}

async function unknownTo(
  known: ReadonlySet<string>,
  { run }: Context,
  { names, instance }: Site,
  { services }: Model,
): Promise<Finding> {
  const found = await containers(run, services.map(names.container));
  const strange = [...found.values()].filter(({ id }) => !known.has(id)).map(({ name }) => name);
  if (strange.length > 0 && lastEnd(instance.directory) === "cut short")
    return note("Names", `left by the run that was cut short: ${strange.join(", ")}`, "npm run up clears them");
  return strange.length === 0
    ? good("Names", `no other clone uses ${instance.prefix}-...`)
    : bad(
        "Names",
        `containers that this folder did not make: ${strange.join(", ")}`,
        "QUANTFLOW_INSTANCE=two npm run up",
      );
}
