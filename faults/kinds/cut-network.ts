import type { FaultKind } from "../kind.ts";

/** Its names go with the connection, and are given back with it; the address may be another one then. */
export const cutNetwork: FaultKind = {
  id: "cut-network",
  summary: "it is taken off every network that it is on",
  why: "a switch that died, a firewall rule too many",
  applies: ({ networks }) => networks.length > 0,
  inject: async (stage, service) => {
    for (const network of service.networks)
      await stage.docker(["network", "disconnect", stage.names.network(network), stage.names.container(service)]);
  },
  undo: async (stage, service) => {
    const connected = await stage.networksOf(service);
    for (const network of service.networks.map(stage.names.network).filter((name) => !connected.includes(name)))
      await stage.docker(["network", "connect", "--alias", service.name, network, stage.names.container(service)]);
  },
};
