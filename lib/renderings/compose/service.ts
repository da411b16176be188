import { contentHash } from "../../services/content-hash.ts";
import type { Service } from "../../services/service.ts";
import { GRACE_SECONDS, IMPATIENT, isIsolated, LOGGING, SYSCTLS, tmpfsOptions } from "../docker/confinement.ts";
import { goDuration } from "../docker/go-duration.ts";
import { configurationFolder } from "./configuration.ts";
import type { ComposeGiven } from "./given.ts";
import { escapeInterpolation } from "./interpolation.ts";
import { grantedSecrets } from "./secrets.ts";

const MEBIBYTE = 2 ** 20;

/**
 * A service as Compose declares it, confined as it is on Docker.
 * Source: compose-spec/05-services.md
 * @param running the services that run here; what else it needs is away, which it bears.
 */
export function composeService(service: Service, running: readonly Service[], given: ComposeGiven) {
  const memory = `${service.limits.memory.value / MEBIBYTE}m`;
  return {
    image: given.imageReference(service.image),
    ...(service.entrypoint && { entrypoint: service.entrypoint.map(escapeInterpolation) }),
    ...(service.command && { command: service.command.map(escapeInterpolation) }),
    ...(service.environment && { environment: escaped(service.environment) }),
    user: service.user,
    init: true,
    restart: "unless-stopped",
    stop_grace_period: `${GRACE_SECONDS}s`,
    read_only: true,
    ...filled(
      "tmpfs",
      (service.scratch ?? []).map((path) => `${path}:${tmpfsOptions(service)}`),
    ),
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    mem_limit: memory,
    // Equal to the memory: no swap.
    memswap_limit: memory,
    cpus: service.limits.cpus,
    logging: LOGGING,
    labels: escaped(labels(service, given)),
    healthcheck: healthcheck(service),
    sysctls: SYSCTLS,
    ...(isIsolated(service) && { dns_opt: [...IMPATIENT] }),
    networks: [...service.networks],
    ...filled("ports", ports(service, given)),
    ...filled("volumes", mounts(service)),
    ...filled("secrets", grantedSecrets(service, given)),
    ...filled("depends_on", startedBefore(service, running)),
  };
}

/** The key with its values, or nothing where there are none. */
function filled(key: string, values: readonly unknown[] | Readonly<Record<string, unknown>>) {
  return Object.keys(values).length > 0 ? { [key]: values } : {};
}

const escaped = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escapeInterpolation(value)]));

const healthcheck = ({ health }: Service) => ({
  test: ["CMD", ...health.command.map(escapeInterpolation)],
  interval: goDuration(health.interval),
  timeout: goDuration(health.timeout),
  start_period: goDuration(health.startPeriod),
  retries: health.retries,
});

/** A label that changes makes `docker compose up` replace the container: files that only a new process reads. */
function labels(service: Service, given: ComposeGiven): Record<string, string> {
  const { configuration } = service;
  const format = given.dataFormat(service.image);
  return {
    "quantflow.service": service.name,
    ...(configuration?.onChange === "replace" && { "quantflow.configuration": contentHash(configuration.files) }),
    ...(format && { "quantflow.format": format }),
  };
}

const ports = (service: Service, given: ComposeGiven) =>
  (service.opens ?? []).map((port) => ({
    name: port,
    target: service.ports[port],
    published: `${given.hostPort(service, port)}`,
    host_ip: "127.0.0.1",
    protocol: "tcp",
  }));

/** A path that is missing on the machine fails the start: the engine would make an empty directory that root owns. */
const bind = (source: string, target: string) => ({
  type: "bind",
  source,
  target,
  read_only: true,
  bind: { create_host_path: false },
});

const mounts = (service: Service) => [
  ...(service.volumes ?? []).map(({ volume, at }) => ({ type: "volume", source: volume.name, target: at })),
  ...(service.configuration ? [bind(`./${configurationFolder(service)}`, service.configuration.mount)] : []),
  ...(service.hostPaths ?? []).map(({ host, mount }) => bind(host, mount)),
];

const startedBefore = ({ needs = [] }: Service, running: readonly Service[]) =>
  Object.fromEntries(
    needs
      .filter(({ name }) => running.some((one) => one.name === name))
      .map(({ name }) => [name, { condition: "service_started" }]),
  );
