import { credentialsText } from "../../../lib/services/credentials.ts";
import type { Network } from "../../../lib/services/network.ts";
import type { Model } from "../../../stacks/model.ts";

/** A port as the model has it: who may reach it, and what it asks for. */
export interface Declared {
  readonly service: string;
  readonly port: string;
  readonly number: number;
  readonly networks: readonly Network[];
  /** Of the host's loopback interface, where a person opens it. */
  readonly hostPort?: number;
  /** `basic as admin with admin-password`; empty where it asks for nothing. */
  readonly asksFor: readonly string[];
}

/** Every port of every service, in the model's order. */
export const declaredIn = ({ services, hostPort }: Pick<Model, "services" | "hostPort">): readonly Declared[] =>
  services.flatMap((service) =>
    Object.entries(service.ports).map(([port, number]) => ({
      service: service.name,
      port,
      number,
      networks: service.networks,
      ...(service.opens?.includes(port) && { hostPort: hostPort(service, port) }),
      asksFor: (service.admits?.[port] ?? []).map(credentialsText),
    })),
  );

export const nameOf = ({ service, port, number }: Declared): string => `${service} ${port} ${number}`;
