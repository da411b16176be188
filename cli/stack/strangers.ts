import type { Run } from "../run.ts";
import { containers, inspect, removeContainers, removeNetworks, removeVolumes } from "./containers.ts";
import { foreignData, otherClone } from "./errors.ts";

/** What the stacks declare, and what this folder's state says it made. */
export interface Claim {
  readonly prefix: string;
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  /** Ids in the state: of containers and networks; a volume's id is its name. */
  readonly known: ReadonlySet<string>;
  /** When the earliest run that was cut short began; undefined when none was. */
  readonly cutShortSince: number | undefined;
}

/**
 * The engine's objects that bear our names although the state does not know them. What a killed run of ours left behind
 * is removed (a container and a network hold nothing; a volume made in that run is empty); what is older belongs to
 * another clone, and is an error. Returns what it removed.
 */
export async function settleStrangers(run: Run, claim: Claim): Promise<readonly string[]> {
  const [strayContainers, strayVolumes, strayNetworks] = await Promise.all([
    unknownContainers(run, claim),
    unknownVolumes(run, claim),
    unknownNetworks(run, claim),
  ]);
  const foreign = strayContainers.filter((one) => !ours(one.createdAt, claim));
  if (foreign.length > 0) throw otherClone(foreign.map(({ name }) => name).sort(), claim.prefix);
  const foreignVolumes = strayVolumes.filter((one) => !ours(one.createdAt, claim));
  if (foreignVolumes.length > 0) throw foreignData(foreignVolumes.map(({ name }) => name).sort());
  await removeContainers(
    run,
    strayContainers.map(({ name }) => name),
  );
  await removeVolumes(
    run,
    strayVolumes.map(({ name }) => name),
  );
  // Docker lets two networks share a name, and then no container can say which it means. One with members is in use.
  const empty = strayNetworks.filter(({ members }) => members === 0);
  await removeNetworks(
    run,
    empty.map(({ id }) => id),
  );
  return [...strayContainers, ...strayVolumes, ...empty].map(({ name }) => name);
}

/** The engine gives a volume's birth in whole seconds. */
const ours = (createdAt: number, { cutShortSince }: Claim): boolean =>
  cutShortSince !== undefined && createdAt >= cutShortSince - 1000;

async function unknownContainers(run: Run, { containers: names, known }: Claim) {
  return [...(await containers(run, names)).values()].filter(({ id }) => !known.has(id));
}

async function unknownVolumes(run: Run, { volumes, known }: Claim) {
  const found = await inspect<{ Name: string; CreatedAt: string }>(
    run,
    "volume",
    volumes.filter((name) => !known.has(name)),
  );
  return found.map(({ Name, CreatedAt }) => ({ name: Name, createdAt: Date.parse(CreatedAt) }));
}

async function unknownNetworks(run: Run, { networks, known }: Claim) {
  const { stdout } = await run("docker", ["network", "ls", "--no-trunc", "--format", "{{.ID}}\t{{.Name}}"]);
  const ids = stdout
    .split("\n")
    .map((line) => line.split("\t"))
    .flatMap(([id = "", name = ""]) => (networks.includes(name) && !known.has(id) ? [id] : []));
  const found = await inspect<{ Id: string; Name: string; Containers: object | null }>(run, "network", ids);
  return found.map(({ Id, Name, Containers }) => ({
    id: Id,
    name: Name,
    members: Object.keys(Containers ?? {}).length,
  }));
}
