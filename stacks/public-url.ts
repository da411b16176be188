import { encryptedBy } from "../lib/services/encryption.ts";
import type { Service } from "../lib/services/service.ts";
import type { Environment } from "./environment.ts";
import { alertmanager, prometheus } from "./services/index.ts";

/** In a cluster Prometheus and Alertmanager serve by TLS, for the operator that runs them knows no passwords. */
const OPERATED: readonly string[] = [prometheus.name, alertmanager.name];

const schemeOf = ({ ground, encryption }: Environment, service: Service, port: string): string =>
  encryptedBy(encryption)({ service, port, path: "" }) ||
  (ground.kind === "kubernetes" && OPERATED.includes(service.name))
    ? "https"
    : "http";

/** Where a person opens a service: a port of his own machine, published there or forwarded to it. */
export const publicUrlIn =
  (environment: Environment, hostPort: (service: Service, port: string) => number) =>
  (service: Service, port: string): string =>
    `${schemeOf(environment, service, port)}://localhost:${hostPort(service, port)}`;
