/** Section 5 of the CIS Docker Benchmark v1.6.0, "Container Runtime Configuration": numbers and titles are its own. */
import type { Check } from "./check.ts";
import { noPidsLimit, noRetryCount } from "./excuses.ts";
import { bindings, binds, holdsSocket, isPrivileged, option, PRIVILEGED_PORTS } from "./inspected.ts";

const MEBIBYTE = 2 ** 20;
const NANO = 1e-9;
/** The benchmark's list of 5.6. */
const SENSITIVE = /^\/(?:$|boot|dev|etc|lib|proc|sys|usr)/;

const listed = (items: readonly string[]): string => (items.length === 0 ? "none" : items.join(" "));
const coresAtMost = (cores: number): string => `at most ${cores} ${cores === 1 ? "core" : "cores"}`;
const named = (name: string, value: string): string => `${name} ${value === "" ? "not set" : value}`;

export const RUNTIME: readonly Check[] = [
  {
    id: "5.1",
    title: "Ensure swarm mode is not Enabled, if not needed",
    status: "elsewhere",
    why: "asked of the engine, see below the table",
  },
  {
    id: "5.2",
    title: "Ensure that, if applicable, an AppArmor Profile is enabled",
    policy: "docker/security-profiles",
    seen: (one) => named("AppArmorProfile", one.AppArmorProfile),
    // Not set: a kernel without AppArmor, or the engine's own default profile.
    holds: (one) =>
      one.AppArmorProfile !== "unconfined" && !option(one, "apparmor").some((text) => /unconfined/.test(text)),
  },
  {
    id: "5.3",
    title: "Ensure that, if applicable, SELinux security options are set",
    seen: (one) => `label options ${listed(option(one, "label"))}`,
    holds: (one) => !option(one, "label").some((text) => /disable/.test(text)),
  },
  {
    id: "5.4",
    title: "Ensure that Linux kernel capabilities are restricted within containers",
    policy: "docker/capabilities",
    seen: ({ HostConfig }) => `dropped ${listed(HostConfig.CapDrop)}, added ${listed(HostConfig.CapAdd)}`,
    holds: ({ HostConfig }) => HostConfig.CapDrop.includes("ALL") && HostConfig.CapAdd.length === 0,
  },
  {
    id: "5.5",
    title: "Ensure that privileged containers are not used",
    policy: "docker/privileged",
    seen: ({ HostConfig }) => `Privileged ${HostConfig.Privileged}`,
    holds: ({ HostConfig }) => !HostConfig.Privileged,
  },
  {
    id: "5.6",
    title: "Ensure sensitive host system directories are not mounted on containers",
    policy: "docker/host-directories",
    seen: (one) =>
      `of the host ${listed(binds(one).map(({ Source, RW }) => `${Source} ${RW ? "writable" : "read-only"}`))}`,
    holds: (one) => !binds(one).some(({ Source, RW }) => RW && SENSITIVE.test(Source)),
  },
  {
    id: "5.7",
    title: "Ensure sshd is not run within containers",
    status: "elsewhere",
    why: "every listener of every container stands in access.md; none is a server of SSH",
  },
  {
    id: "5.8",
    title: "Ensure privileged ports are not mapped within containers",
    seen: (one) =>
      `host ports below ${PRIVILEGED_PORTS}: ${listed(
        bindings(one)
          .filter(isPrivileged)
          .map(({ HostPort }) => HostPort),
      )}`,
    holds: (one) => !bindings(one).some(isPrivileged),
  },
  {
    id: "5.9",
    title: "Ensure that only needed ports are open on the container",
    status: "elsewhere",
    why: "access.md: what listens, declared or not, and who reaches it",
  },
  {
    id: "5.10",
    title: "Ensure that the host's network namespace is not shared",
    policy: "docker/host-network",
    seen: ({ HostConfig }) => named("NetworkMode", HostConfig.NetworkMode),
    holds: ({ HostConfig }) => HostConfig.NetworkMode !== "host",
  },
  {
    id: "5.11",
    title: "Ensure that the memory usage for containers is limited",
    policy: "docker/memory-limit",
    seen: ({ HostConfig }) => `${HostConfig.Memory / MEBIBYTE} MiB`,
    holds: ({ HostConfig }) => HostConfig.Memory > 0,
  },
  {
    id: "5.12",
    title: "Ensure that CPU priority is set appropriately on containers",
    policy: "docker/cpu-limit",
    seen: ({ HostConfig }) => coresAtMost(HostConfig.NanoCpus * NANO),
    holds: ({ HostConfig }) => HostConfig.NanoCpus > 0,
  },
  {
    id: "5.13",
    title: "Ensure that the container's root filesystem is mounted as read only",
    policy: "docker/read-only-root",
    seen: ({ HostConfig }) => `ReadonlyRootfs ${HostConfig.ReadonlyRootfs}`,
    holds: ({ HostConfig }) => HostConfig.ReadonlyRootfs,
  },
  {
    id: "5.14",
    title: "Ensure that incoming container traffic is bound to a specific host interface",
    policy: "docker/loopback-ports",
    seen: (one) => `bound to ${listed([...new Set(bindings(one).map(({ HostIp }) => HostIp))])}`,
    holds: (one) => bindings(one).every(({ HostIp }) => HostIp === "127.0.0.1"),
  },
  {
    id: "5.15",
    title: "Ensure that the 'on-failure' container restart policy is set to '5'",
    seen: ({ HostConfig: { RestartPolicy } }) => `${RestartPolicy.Name}, ${RestartPolicy.MaximumRetryCount} retries`,
    holds: ({ HostConfig: { RestartPolicy } }) =>
      RestartPolicy.Name === "on-failure" &&
      RestartPolicy.MaximumRetryCount <= 5 &&
      RestartPolicy.MaximumRetryCount > 0,
    excuse: noRetryCount,
  },
  {
    id: "5.16",
    title: "Ensure that the host's process namespace is not shared",
    policy: "docker/host-pid",
    seen: ({ HostConfig }) => named("PidMode", HostConfig.PidMode),
    holds: ({ HostConfig }) => HostConfig.PidMode !== "host",
  },
  {
    id: "5.17",
    title: "Ensure that the host's IPC namespace is not shared",
    policy: "docker/host-ipc",
    seen: ({ HostConfig }) => named("IpcMode", HostConfig.IpcMode),
    holds: ({ HostConfig }) => HostConfig.IpcMode !== "host",
  },
  {
    id: "5.18",
    title: "Ensure that host devices are not directly exposed to containers",
    seen: ({ HostConfig }) => `${HostConfig.Devices?.length ?? 0} devices`,
    holds: ({ HostConfig }) => (HostConfig.Devices?.length ?? 0) === 0,
  },
  {
    id: "5.19",
    title: "Ensure that the default ulimit is overwritten at runtime if needed",
    seen: ({ HostConfig }) => `${HostConfig.Ulimits?.length ?? 0} ulimits of its own`,
    // Nothing here needs more than the engine's default.
    holds: ({ HostConfig }) => (HostConfig.Ulimits?.length ?? 0) === 0,
  },
  {
    id: "5.20",
    title: "Ensure mount propagation mode is not set to shared",
    seen: ({ Mounts }) =>
      `propagation ${listed([...new Set(Mounts.map(({ Propagation }) => Propagation || "private"))])}`,
    holds: ({ Mounts }) => !Mounts.some(({ Propagation }) => /^r?shared$/.test(Propagation)),
  },
  {
    id: "5.21",
    title: "Ensure that the host's UTS namespace is not shared",
    seen: ({ HostConfig }) => named("UTSMode", HostConfig.UTSMode),
    holds: ({ HostConfig }) => HostConfig.UTSMode !== "host",
  },
  {
    id: "5.22",
    title: "Ensure the default seccomp profile is not Disabled",
    policy: "docker/security-profiles",
    seen: (one) => `seccomp options ${listed(option(one, "seccomp"))}`,
    holds: (one) => !option(one, "seccomp").some((text) => /unconfined/.test(text)),
  },
  {
    id: "5.23",
    title: "Ensure that docker exec commands are not used with the privileged option",
    status: "manual",
    why: "what an operator types; no command of ours runs exec with --privileged",
  },
  {
    id: "5.24",
    title: "Ensure that docker exec commands are not used with the user=root option",
    status: "manual",
    why: "what an operator types; no command of ours runs exec with --user",
  },
  {
    id: "5.25",
    title: "Ensure that cgroup usage is confirmed",
    seen: ({ HostConfig }) => named("CgroupParent", HostConfig.CgroupParent),
    holds: ({ HostConfig }) => HostConfig.CgroupParent === "",
  },
  {
    id: "5.26",
    title: "Ensure that the container is restricted from acquiring additional privileges",
    policy: "docker/no-new-privileges",
    seen: (one) => listed(option(one, "no-new-privileges")),
    holds: (one) => option(one, "no-new-privileges").some((text) => !/false/.test(text)),
  },
  {
    id: "5.27",
    title: "Ensure that container health is checked at runtime",
    policy: "docker/health-check",
    seen: ({ State, Config }) => `${Config.Healthcheck?.Test[0] ?? "no check"}, ${State.Health?.Status ?? "not asked"}`,
    holds: ({ State, Config }) => Config.Healthcheck?.Test[0] === "CMD" && State.Health?.Status === "healthy",
  },
  {
    id: "5.28",
    title: "Ensure that Docker commands always make use of the latest version of their image",
    status: "manual",
    why: "every image is pinned on purpose (docker/pinned-images); `quantflow outdated` says what is older than its newest version",
  },
  {
    id: "5.29",
    title: "Ensure that the PIDs cgroup limit is used",
    seen: ({ HostConfig }) => `PidsLimit ${HostConfig.PidsLimit ?? "not set"}`,
    holds: ({ HostConfig }) => (HostConfig.PidsLimit ?? 0) > 0,
    excuse: noPidsLimit,
  },
  {
    id: "5.30",
    title: 'Ensure that Docker\'s default bridge "docker0" is not used',
    policy: "docker/default-bridge",
    seen: ({ NetworkSettings }) => `on docker0: ${"bridge" in NetworkSettings.Networks ? "yes" : "no"}`,
    holds: ({ NetworkSettings }) => !("bridge" in NetworkSettings.Networks),
  },
  {
    id: "5.31",
    title: "Ensure that the host's user namespaces are not shared",
    policy: "docker/host-userns",
    seen: ({ HostConfig }) => named("UsernsMode", HostConfig.UsernsMode),
    holds: ({ HostConfig }) => HostConfig.UsernsMode !== "host",
  },
  {
    id: "5.32",
    title: "Ensure that the Docker socket is not mounted inside any containers",
    policy: "docker/engine-socket",
    seen: (one) =>
      `mounts that hold it: ${listed(
        binds(one)
          .filter(holdsSocket)
          .map(({ Source }) => Source),
      )}`,
    holds: (one) => !binds(one).some(holdsSocket),
  },
];
