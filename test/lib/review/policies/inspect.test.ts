import { describe, expect, it } from "vitest";
import { judge, POLICIES, resourcesInspected } from "../../../../lib/review/policies/index.ts";
import { confined } from "../../../support/inspected-container.ts";

type Change = { [K in keyof ReturnType<typeof confined>]?: object };

const refused = (change: Change) => {
  const container = confined();
  const changed = Object.fromEntries(
    Object.entries(container).map(([key, value]) => [
      key,
      Array.isArray(value) || typeof value === "string"
        ? (change[key as keyof Change] ?? value)
        : { ...value, ...change[key as keyof Change] },
    ]),
  );
  return judge(
    resourcesInspected([changed], ({ Config }) => Config.Labels["quantflow.service"] ?? ""),
    {
      policies: POLICIES,
      waivers: [],
      today: "2026-11-23",
    },
  ).refusals.map(({ policy, resource, message }) => [policy, resource, message]);
};
const of = (policy: string, message: string) => [[`docker/${policy}`, "containers.quantflow-redis", message]];

describe("a running container", () => {
  it("that is confined is refused by no policy", () => expect(refused({})).toEqual([]));

  it.each([
    ["privileged", { HostConfig: { Privileged: true } }],
    ["read-only-root", { HostConfig: { ReadonlyRootfs: false } }],
    ["capabilities", { HostConfig: { CapAdd: ["SYS_ADMIN"] } }],
    ["capabilities", { HostConfig: { CapDrop: null } }],
    ["no-new-privileges", { HostConfig: { SecurityOpt: null } }],
    ["security-profiles", { HostConfig: { SecurityOpt: ["no-new-privileges:true", "seccomp=unconfined"] } }],
    ["memory-limit", { HostConfig: { Memory: 0 } }],
    ["cpu-limit", { HostConfig: { NanoCpus: 0 } }],
    ["log-limit", { HostConfig: { LogConfig: { Type: "json-file", Config: {} } } }],
    ["host-network", { HostConfig: { NetworkMode: "host" } }],
    ["host-pid", { HostConfig: { PidMode: "host" } }],
    ["restart", { HostConfig: { RestartPolicy: { Name: "always", MaximumRetryCount: 0 } } }],
    ["user", { Config: { User: "0:0" } }],
    ["health-check", { Config: { Healthcheck: null } }],
    ["secret-in-environment", { Config: { Env: ["REDIS_PASSWORD=hunter2"] } }],
    ["default-bridge", { NetworkSettings: { Networks: { bridge: {} } } }],
  ] as const)("is refused by %s where it does not keep to it", (policy, change) => {
    expect(refused(change).map(([id]) => id)).toContain(`docker/${policy}`);
  });

  it("is refused with what was found, by the name of its container", () => {
    const everywhere = { "6379/tcp": [{ HostIp: "0.0.0.0", HostPort: "6379" }] };
    expect(refused({ HostConfig: { PortBindings: everywhere } })).toEqual(
      of("loopback-ports", "port 6379 is published on 0.0.0.0"),
    );
    expect(refused({ HostConfig: { MemorySwap: 2 ** 29 } })).toEqual(
      of("no-swap", "memory_swap is 512, memory is 256"),
    );
    const socket = { Type: "bind", Source: "/var/run/docker.sock", Destination: "/s", RW: false, Propagation: "" };
    expect(refused({ Mounts: [socket] })).toEqual(
      of("engine-socket", "mounts /var/run/docker.sock, the engine's socket"),
    );
  });

  it("that brought files and ended may keep a writable root, as a carrier does", () => {
    const ended = {
      State: { Status: "exited", ExitCode: 0, Health: null },
      Config: { User: "", Healthcheck: null },
      HostConfig: {
        ReadonlyRootfs: false,
        NetworkMode: "none",
        RestartPolicy: { Name: "no", MaximumRetryCount: 0 },
        NanoCpus: 0,
      },
    };
    expect(refused(ended)).toEqual([]);
    expect(refused({ ...ended, State: { Status: "running", ExitCode: 0 } }).map(([id]) => id)).toContain(
      "docker/read-only-root",
    );
  });
});
