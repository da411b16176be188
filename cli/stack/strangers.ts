import { z } from "zod";
import type { Run } from "../run.ts";
import { containers, inspect, removeContainers, removeNetworks } from "./containers.ts";
import { foreignData, networksInUse, otherClone } from "./errors.ts";
import type { Window } from "./lock.ts";

/** What the stacks declare, and what this folder's state says it made. */
export interface Claim {
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  /** Ids in the state: of containers and networks; a volume's id is its name. */
  readonly known: ReadonlySet<string>;
  /** When runs of ours were alive that did not end in order. */
  readonly cutShort: readonly Window[];
}

/**
 * The engine's objects that bear our names although the state does not know them. What a run of ours made while it was
 * being cut short is ours: a container or a network holds nothing and is removed, an empty volume is taken over by the
 * next apply. Everything else belongs to another clone, and is an error. Returns what it removed.
 */
export async function settleStrangers(run: Run, claim: Claim): Promise<readonly string[]> {
  const [strayContainers, strayVolumes] = await Promise.all([
    unknownContainers(run, claim),
    unknownVolumes(run, claim),
  ]);
  const foreign = strayContainers.filter((one) => !isOurs(one, claim));
  if (foreign.length > 0) throw otherClone(namesOf(foreign).sort());
  const foreignVolumes = strayVolumes.filter((one) => !isOurs(one, claim));
  if (foreignVolumes.length > 0) throw foreignData(namesOf(foreignVolumes).sort());
  await removeContainers(run, namesOf(strayContainers));
  return [...namesOf(strayContainers), ...(await settleNetworks(run, claim))];
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

/** The engine tells a volume's birth in whole seconds, and finishes what was asked of it just before the end. */
const SLACK_MILLISECONDS = { before: 1_000, after: 10_000 };

const isOurs = ({ createdAt }: { readonly createdAt: number }, { cutShort }: Claim): boolean =>
  cutShort.some(
    ({ from, until }) => createdAt >= from - SLACK_MILLISECONDS.before && createdAt <= until + SLACK_MILLISECONDS.after,
  );

async function unknownContainers(run: Run, { containers: names, known }: Claim) {
  return [...(await containers(run, names)).values()].filter(({ id }) => !known.has(id));
}

const volume = z.object({ Name: z.string(), CreatedAt: z.string() });
const network = z.object({
  Id: z.string(),
  Name: z.string(),
  Containers: z.record(z.string(), z.object({ Name: z.string() })).nullish(),
});

async function unknownVolumes(run: Run, { volumes, known }: Claim) {
  const found = await inspect(
    run,
    "volume",
    volumes.filter((name) => !known.has(name)),
    volume,
  );
  return found.map(({ Name, CreatedAt }) => ({ name: Name, createdAt: Date.parse(CreatedAt) }));
}

async function unknownNetworks(run: Run, { networks, known }: Claim) {
  const { stdout } = await run("docker", ["network", "ls", "--no-trunc", "--format", "{{.ID}}\t{{.Name}}"]);
  const ids = stdout
    .split("\n")
    .map((line) => line.split("\t"))
    .flatMap(([id = "", name = ""]) => (networks.includes(name) && !known.has(id) ? [id] : []));
  const found = await inspect(run, "network", ids, network);
  return found.map(({ Id, Name, Containers }) => ({
    id: Id,
    name: Name,
    members: Object.values(Containers ?? {}).map((member) => member.Name),
  }));
}
