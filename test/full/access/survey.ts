import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { networksOf } from "../../../lib/services/network.ts";
import { referenceOf } from "../../../stacks/images.ts";
import type { Model } from "../../../stacks/model.ts";
import { docker } from "../../e2e/engine.ts";
import type { Declared } from "./declared.ts";
import { type Listener, listenersIn, TABLES_SCRIPT } from "./listeners.ts";
import { type Door, reached } from "./reach.ts";

/** One place from which every listener is tried. */
export interface Origin {
  readonly name: string;
  /** By the declared port, in their order: whether some address of it answered, and whether the model says so. */
  readonly tried: readonly { readonly to: Declared; readonly reached: boolean; readonly expected: boolean }[];
}

/** The instance that is surveyed. */
export interface Surveyed {
  readonly model: Model;
  readonly declared: readonly Declared[];
  /** `quantflow-h3`: before the name of everything in the engine. */
  readonly prefix: string;
}

const CONFINED = "--rm --interactive --read-only --user=65534:65534 --cap-drop=ALL --security-opt=no-new-privileges";
const confined = (network: string): string[] => ["run", ...CONFINED.split(" "), `--network=${network}`];
const imageOf = (name: string, { resolution }: Model): string => referenceOf(name, resolution.imageSource);

/** Who listens in the namespace of a service's container, asked of the kernel and not of the service. */
export async function listenersOf({ model, prefix }: Surveyed, service: string): Promise<readonly Listener[]> {
  const namespace = `container:${prefix}-${service}`;
  return listenersIn(await docker([...confined(namespace), imageOf("toolbox", model), "sh", "-c", TABLES_SCRIPT]));
}

const addressesShape = z.array(
  z.object({
    Name: z.string(),
    NetworkSettings: z.object({ Networks: z.record(z.string(), z.object({ IPAddress: z.string() })) }),
  }),
);

/** The addresses of every container of the model, one for each of its networks, by the service's name. */
export async function addressesOf({ model, prefix }: Surveyed): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = model.services.map(({ name }) => `${prefix}-${name}`);
  const found = addressesShape.parse(JSON.parse(await docker(["container", "inspect", ...names])));
  return new Map(
    found.map(({ Name, NetworkSettings }) => [
      Name.slice(prefix.length + 2),
      Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress),
    ]),
  );
}

/** Tries every listener from everywhere: a container in each network and in none of ours, and the host. */
export async function survey(surveyed: Surveyed): Promise<readonly Origin[]> {
  const { model, declared, prefix } = surveyed;
  const addresses = await addressesOf(surveyed);
  const inside = (to: Declared) => doorsTo(addresses.get(to.service) ?? [], to.number);
  const stranger = fromContainer(model, "bridge");
  const elsewhere = hostAddresses();
  const published = (hosts: readonly string[]) => (to: Declared) =>
    to.hostPort === undefined ? [] : doorsTo(hosts, to.hostPort);
  const from = (name: string, doorsOf: Doors, attempt: Try, expected: (to: Declared) => boolean) =>
    origin(
      name,
      declared.map((to) => ({ to, doors: doorsOf(to), expected: expected(to) })),
      attempt,
    );
  return Promise.all([
    ...networksOf(model.services).map((network) =>
      from(`a container in \`${network}\``, inside, fromContainer(model, `${prefix}-${network}`), (to) =>
        to.networks.includes(network),
      ),
    ),
    from("a container in no network of ours", inside, stranger, () => false),
    from("a container, by the host's addresses", published(elsewhere), stranger, () => false),
    from("the host, by 127.0.0.1", published(["127.0.0.1"]), reached, ({ hostPort }) => hostPort !== undefined),
    from("the host, by its other addresses", published(elsewhere), reached, () => false),
    from("the host, by the container's address", inside, reached, () => true),
  ]);
}

type Doors = (to: Declared) => readonly Door[];

const doorsTo = (hosts: readonly string[], port: number): readonly Door[] => hosts.map((host) => ({ host, port }));

/** Every address by which another machine or a container could mean the host; without one nothing would be tried. */
function hostAddresses(): readonly string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === "IPv4")
    .map(({ address }) => address);
  if (found.length === 0)
    throw new Error("this machine has no address but loopback's: who may reach it cannot be tried");
  return found;
}

type Try = (doors: readonly Door[]) => Promise<readonly boolean[]>;

async function origin(
  name: string,
  wanted: readonly { readonly to: Declared; readonly doors: readonly Door[]; readonly expected: boolean }[],
  attempt: Try,
): Promise<Origin> {
  const every = wanted.flatMap(({ to, doors }) => doors.map((door) => ({ to, door })));
  const answers = await attempt(every.map(({ door }) => door));
  const open = new Set(every.filter((_, index) => answers[index]).map(({ to }) => to));
  return { name, tried: wanted.map(({ to, expected }) => ({ to, reached: open.has(to), expected })) };
}

const PROBE = `${readFileSync(join(import.meta.dirname, "reach.ts"), "utf8")}
console.log(JSON.stringify(await reached(JSON.parse(process.argv[2] ?? ""))));
`;

/** The same attempt, from a container that is in this network and may do nothing else. */
const fromContainer =
  (model: Model, network: string): Try =>
  async (doors) => {
    const node = [imageOf("node", model), "node", "--input-type=module-typescript", "-", JSON.stringify(doors)];
    return z.array(z.boolean()).parse(JSON.parse(await docker([...confined(network), ...node], PROBE)));
  };
