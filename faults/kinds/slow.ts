import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../../lib/services/service.ts";
import { exchange } from "../../stacks/services/index.ts";
import type { FaultKind } from "../kind.ts";
import type { Stage } from "../stage.ts";

const DELAY_MILLISECONDS = 2_000;
const proxy = join(import.meta.dirname, "..", "slow-proxy.mjs");

/** A proxy in user space takes the service's name on every network; the service goes on behind it, under another. */
export const slow: FaultKind = {
  id: "slow",
  summary: `everything that it answers comes ${DELAY_MILLISECONDS / 1000} s late`,
  why: "a network full of packets, a disk at its limit, a noisy neighbour",
  applies: ({ ports }) => Object.keys(ports).length > 0,
  inject: async (stage, service) => {
    for (const network of service.networks)
      await renamed(stage, service, stage.names.network(network), behind(service));
    await startProxy(stage, service);
  },
  undo: async (stage, service) => {
    await stage.docker(["rm", "--force", proxyName(stage, service)]);
    for (const network of service.networks) await renamed(stage, service, stage.names.network(network), service.name);
  },
};

const behind = ({ name }: Service): string => `${name}-behind`;
const proxyName = (stage: Stage, service: Service): string => `${stage.names.container(service)}-slow`;

/** Another name on a network takes another connection to it. */
async function renamed(stage: Stage, service: Service, network: string, name: string): Promise<void> {
  const container = stage.names.container(service);
  if ((await stage.networksOf(service)).includes(network))
    await stage.docker(["network", "disconnect", network, container]);
  await stage.docker(["network", "connect", "--alias", name, network, container]);
}

async function startProxy(stage: Stage, service: Service): Promise<void> {
  const [first = "", ...others] = service.networks.map(stage.names.network);
  const name = proxyName(stage, service);
  const image = (await stage.docker(["inspect", "--format", "{{.Image}}", stage.names.container(exchange)])).trim();
  const given = [behind(service), `${DELAY_MILLISECONDS}`, ...Object.values(service.ports).map(String)];
  const script = ["--input-type=module", "-e", readFileSync(proxy, "utf8"), ...given];
  const place = ["--name", name, "--network", first, "--network-alias", service.name];
  await stage.docker(["create", ...place, "--entrypoint", "node", image, ...script]);
  for (const network of others) await stage.docker(["network", "connect", "--alias", service.name, network, name]);
  await stage.docker(["start", name]);
}
