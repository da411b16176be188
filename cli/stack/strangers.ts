import type { Run } from "../run.ts";
import { containers, inspect, removeContainers, removeNetworks, removeVolumes } from "./containers.ts";
import { foreignData, networksInUse, otherClone } from "./errors.ts";

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
  const [strayContainers, strayVolumes] = await Promise.all([
    unknownContainers(run, claim),
    unknownVolumes(run, claim),
  ]);
  const foreign = strayContainers.filter((one) => !ours(one.createdAt, claim));
  if (foreign.length > 0) throw otherClone(namesOf(foreign).sort(), claim.prefix);
  const foreignVolumes = strayVolumes.filter((one) => !ours(one.createdAt, claim));
  if (foreignVolumes.length > 0) throw foreignData(namesOf(foreignVolumes).sort());
  await removeContainers(run, namesOf(strayContainers));
  await removeVolumes(run, namesOf(strayVolumes));
  return [...namesOf(strayContainers), ...namesOf(strayVolumes), ...(await settleNetworks(run, claim))];
}

/** Docker lets two networks share a name, and then no container can say which it means. An empty one goes. */
async function settleNetworks(run: Run, claim: Claim): Promise<readonly string[]> {
  const stray = await unknownNetworks(run, claim);
  const used = stray.filter(({ members }) => members.length > 0);
  if (used.length > 0)
    throw networksInUse(
      namesOf(used),
      used.flatMap(({ members }) => members),
    );
  await removeNetworks(
    run,
    stray.map(({ id }) => id),
  );
  return namesOf(stray);
}

const namesOf = (objects: readonly { readonly name: string }[]): string[] => objects.map(({ name }) => name);

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
  const found = await inspect<{ Id: string; Name: string; Containers: Record<string, { Name: string }> | null }>(
    run,
    "network",
    ids,
  );
  return found.map(({ Id, Name, Containers }) => ({
    id: Id,
    name: Name,
    members: Object.values(Containers ?? {}).map((member) => member.Name),
  }));
}
