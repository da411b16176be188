import type { Network } from "../../../lib/services/network.ts";
import type { Service } from "../../../lib/services/service.ts";

/** A service of which only the places where it can be reached matter. */
export const serving = <const P extends string>(
  name: string,
  networks: readonly Network[],
  ports: Record<P, number>,
  more: Partial<Service<P>> = {},
): Service<P> => ({ name, networks, ports, ...more }) as Service<P>;

export const limits = { samples: 1, labels: 1, bodyBytes: 1, targets: 1 };
