import { readFileSync } from "node:fs";
import { join as path } from "node:path";
import type { Service } from "../../lib/services/service.ts";
import type { FaultKind } from "../kind.ts";
import type { Stage } from "../stage.ts";
import { imageWithShell } from "./beside.ts";

const DELAY_MILLISECONDS = 2_000;
const proxy = path(import.meta.dirname, "..", "slow-proxy.mjs");

/** A proxy in user space takes the service's name on every network; the service goes on behind it, under another. */
export const slow: FaultKind = {
  id: "slow",
  summary: `everything that it answers comes ${DELAY_MILLISECONDS / 1000} s late`,
  why: "a network full of packets, a disk at its limit, a noisy neighbour",
  applies: ({ ports }) => Object.keys(ports).length > 0,
  inject: async (stage, service) => {
    const networks = service.networks.map(stage.names.network);
    await leave(stage, service, networks);
    // It joins first and is given the addresses that are free: a connection that is open does not go round it.
    await startProxy(stage, service, networks);
    await join(stage, service, networks, behind(service));
  },
  undo: async (stage, service) => {
    const networks = service.networks.map(stage.names.network);
    await stage.docker(["rm", "--force", proxyName(stage, service)]);
    await leave(stage, service, networks);
    await join(stage, service, networks, service.name);
  },
};

const behind = ({ name }: Service): string => `${name}-behind`;
const proxyName = (stage: Stage, service: Service): string => `${stage.names.container(service)}-slow`;

/** Another name on a network takes another connection to it. */
async function leave(stage: Stage, service: Service, networks: readonly string[]): Promise<void> {
  const connected = await stage.networksOf(service);
  for (const network of networks.filter((name) => connected.includes(name)))
    await stage.docker(["network", "disconnect", network, stage.names.container(service)]);
}

async function join(stage: Stage, service: Service, networks: readonly string[], name: string): Promise<void> {
  for (const network of networks)
    await stage.docker(["network", "connect", "--alias", name, network, stage.names.container(service)]);
}

async function startProxy(stage: Stage, service: Service, networks: readonly string[]): Promise<void> {
  const [first = "", ...others] = networks;
  const name = proxyName(stage, service);
  const image = await imageWithShell(stage);
  const given = [behind(service), `${DELAY_MILLISECONDS}`, ...Object.values(service.ports).map(String)];
  const script = ["--input-type=module", "-e", readFileSync(proxy, "utf8"), ...given];
  const place = ["--name", name, "--network", first, "--network-alias", service.name];
  await stage.docker(["create", ...place, "--entrypoint", "node", image, ...script]);
  for (const network of others) await stage.docker(["network", "connect", "--alias", service.name, network, name]);
  await stage.docker(["start", name]);
}
