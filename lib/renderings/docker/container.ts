import { createHash } from "node:crypto";
import type { ContainerConfig } from "@cdktf/provider-docker/lib/container";
import { contentHash } from "../../services/content-hash.ts";
import { SECRETS_DIRECTORY } from "../../services/secret.ts";
import type { Service } from "../../services/service.ts";
import { escapeTemplate } from "../terraform.ts";
import { GRACE_SECONDS, IMPATIENT, isIsolated, LOGGING, SYSCTLS, tmpfsOptions } from "./confinement.ts";
import type { DockerGiven } from "./given.ts";
import { goDuration } from "./go-duration.ts";

const MEBIBYTE = 2 ** 20;

/** A service as the provider's arguments; what the provider gets wrong is worked around here, each with its reason. */
export function container(service: Service, image: string, given: DockerGiven): ContainerConfig {
  const memory = service.limits.memory.value / MEBIBYTE;
  return {
    name: given.names.container(service),
    image,
    ...(service.entrypoint ? { entrypoint: service.entrypoint.map(escapeTemplate) } : {}),
    ...(service.command ? { command: service.command.map(escapeTemplate) } : {}),
    env: Object.entries(service.environment ?? {}).map(([name, value]) => escapeTemplate(`${name}=${value}`)),
    user: service.user,
    init: true,
    restart: "unless-stopped",
    destroyGraceSeconds: GRACE_SECONDS,
    readOnly: true,
    tmpfs: Object.fromEntries((service.scratch ?? []).map((path) => [path, tmpfsOptions(service)])),
    capabilities: { drop: ["ALL"], add: [] },
    securityOpts: ["no-new-privileges:true"],
    memory,
    // Without it the provider plans a change for ever; equal to memory means no swap.
    memorySwap: memory,
    cpus: cpus(service.limits.cpus),
    logDriver: LOGGING.driver,
    logOpts: LOGGING.options,
    labels: labels(service, given),
    healthcheck: healthcheck(service),
    sysctls: { ...SYSCTLS },
    ...(isIsolated(service) ? { dnsOpts: [...IMPATIENT] } : {}),
    networksAdvanced: service.networks.map((network) => ({
      name: given.names.network(network),
      aliases: [service.name],
    })),
    ports: (service.opens ?? []).map((port) => ({
      internal: service.ports[port] as number,
      external: given.hostPort(service, port),
      ip: "127.0.0.1",
    })),
    mounts: mounts(service, given),
  };
}

function healthcheck({ health }: Service): NonNullable<ContainerConfig["healthcheck"]> {
  return {
    test: ["CMD", ...health.command.map(escapeTemplate)],
    interval: goDuration(health.interval),
    timeout: goDuration(health.timeout),
    startPeriod: goDuration(health.startPeriod),
    retries: health.retries,
  };
}

/** As the provider reads it back: `1` would come back as `1.0` and replace the container in every plan. */
const cpus = (cores: number): string => (Number.isInteger(cores) ? cores.toFixed(1) : `${cores}`);

// Labels force a replacement; the provider changes neither a health check nor a file in place, whatever the plan says.
function labels(service: Service, given: DockerGiven): { label: string; value: string }[] {
  const { configuration } = service;
  const replaces = configuration?.onChange === "replace" ? contentHash(configuration.files) : undefined;
  const format = given.dataFormat(service.image);
  return [
    { label: "quantflow.instance", value: given.names.prefix },
    { label: "quantflow.service", value: service.name },
    { label: "quantflow.health", value: shortHash(JSON.stringify(service.health)) },
    ...(replaces ? [{ label: "quantflow.configuration", value: replaces }] : []),
    ...(format ? [{ label: "quantflow.format", value: format }] : []),
  ];
}

const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

function mounts(
  service: Service,
  given: DockerGiven,
): { type: string; source: string; target: string; readOnly: boolean }[] {
  const from = (type: string) => (source: string, target: string, readOnly: boolean) => ({
    type,
    source,
    target,
    readOnly,
  });
  const [named, bind] = [from("volume"), from("bind")];
  return [
    ...(service.volumes ?? []).map((mount) => named(given.names.volume(mount.volume), mount.at, false)),
    ...(service.configuration ? [named(given.names.configuration(service), service.configuration.mount, true)] : []),
    ...(service.secrets ? [named(given.names.secrets(service), SECRETS_DIRECTORY, true)] : []),
    ...(service.hostPaths ?? []).map(({ host, mount }) => bind(host, mount, true)),
  ];
}
