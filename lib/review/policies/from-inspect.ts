import { z } from "zod";
import { type InspectedContainer, inspectShape } from "./inspect-shape.ts";
import type { Resource } from "./policy.ts";

const MEBIBYTE = 2 ** 20;
const NANO = 1e-9;

/**
 * Every container that the engine describes as the resource of Docker's provider that says the same, so that the
 * policies judge what runs as they judge what was to run.
 * @param inspected what `docker container inspect` prints, parsed. Fails on what is not of `inspectShape`.
 * @param nameOf the resource's name, by which waivers know it; the container's own where absent.
 */
export const resourcesInspected = (
  inspected: unknown,
  nameOf: (container: InspectedContainer) => string = ({ Name }) => Name.slice(1),
): readonly Resource[] =>
  z
    .array(inspectShape)
    .parse(inspected)
    .map((container) => ({
      address: `containers.${container.Name.slice(1)}`,
      type: "docker_container",
      name: nameOf(container),
      attributes: attributes(container),
    }));

function attributes(container: InspectedContainer): Resource["attributes"] {
  const { Config, HostConfig, State } = container;
  return {
    ...{ image: Config.Image, user: Config.User, env: Config.Env },
    ...{ command: Config.Cmd, entrypoint: Config.Entrypoint },
    // One that has done its work and ended was not to run on.
    must_run: !(State.Status === "exited" && State.ExitCode === 0),
    restart: HostConfig.RestartPolicy.Name,
    max_retry_count: HostConfig.RestartPolicy.MaximumRetryCount,
    read_only: HostConfig.ReadonlyRootfs,
    privileged: HostConfig.Privileged,
    publish_all_ports: HostConfig.PublishAllPorts,
    network_mode: HostConfig.NetworkMode,
    pid_mode: HostConfig.PidMode,
    ipc_mode: HostConfig.IpcMode,
    userns_mode: HostConfig.UsernsMode,
    tmpfs: HostConfig.Tmpfs,
    capabilities: [{ drop: HostConfig.CapDrop, add: HostConfig.CapAdd }],
    security_opts: HostConfig.SecurityOpt,
    memory: HostConfig.Memory / MEBIBYTE,
    memory_swap: HostConfig.MemorySwap < 0 ? HostConfig.MemorySwap : HostConfig.MemorySwap / MEBIBYTE,
    cpus: `${HostConfig.NanoCpus * NANO}`,
    cpu_quota: HostConfig.CpuQuota,
    log_driver: HostConfig.LogConfig.Type,
    log_opts: HostConfig.LogConfig.Config,
    labels: Object.entries(Config.Labels).map(([label, value]) => ({ label, value })),
    healthcheck: Config.Healthcheck ? [{ test: Config.Healthcheck.Test }] : [],
    networks_advanced: Object.keys(container.NetworkSettings.Networks).map((name) => ({ name })),
    ports: ports(container),
    mounts: mounts(container),
  };
}

const ports = ({ HostConfig }: InspectedContainer) =>
  Object.entries(HostConfig.PortBindings ?? {}).flatMap(([internal, bindings]) =>
    (bindings ?? []).map(({ HostIp, HostPort }) => ({
      internal: Number.parseInt(internal, 10),
      external: Number(HostPort),
      ip: HostIp,
    })),
  );

const mounts = ({ Mounts }: InspectedContainer) =>
  Mounts.map(({ Type, Source, Destination, RW }) => ({
    type: Type,
    source: Source,
    target: Destination,
    read_only: !RW,
  }));
