import { describe, expect, it } from "vitest";
import { judge, POLICIES, resourcesInCompose } from "../../../../lib/review/policies/index.ts";

const confined = {
  image: "redis:8.2.1",
  user: "999:1000",
  restart: "unless-stopped",
  read_only: true,
  cap_drop: ["ALL"],
  security_opt: ["no-new-privileges:true"],
  mem_limit: "256m",
  memswap_limit: "256m",
  cpus: 0.5,
  logging: { driver: "json-file", options: { "max-size": "10m" } },
  healthcheck: { test: ["CMD", "true"], interval: "5s", timeout: "4s", start_period: "1m0s", retries: 3 },
  networks: ["data"],
};
const project = (service: object) => ({ name: "test", services: { redis: service } });
const none = new Map<string, string>();
const refused = (service: object, files: ReadonlyMap<string, string> = none) =>
  judge(resourcesInCompose(project(service), files), {
    policies: POLICIES,
    waivers: [],
    today: "2026-11-23",
  }).refusals.map(({ policy, resource }) => `${policy} of ${resource}`);
const bind = (source: string, read_only: boolean) => ({ type: "bind", source, target: "/there", read_only });

describe("a service of a Compose file", () => {
  it("that is confined keeps every policy", () => expect(refused(confined)).toEqual([]));

  it.each([
    ["docker/privileged", { privileged: true }],
    ["docker/user", { user: "0:0" }],
    ["docker/capabilities", { cap_drop: [] }],
    ["docker/capabilities", { cap_add: ["SYS_ADMIN"] }],
    ["docker/no-new-privileges", { security_opt: [] }],
    ["docker/security-profiles", { security_opt: ["no-new-privileges:true", "seccomp=unconfined"] }],
    ["docker/read-only-root", { read_only: false }],
    ["docker/loopback-ports", { ports: [{ target: 6379, published: "6379" }] }],
    ["docker/loopback-ports", { ports: [{ target: 6379, published: "6379", host_ip: "0.0.0.0" }] }],
    ["docker/no-swap", { memswap_limit: "512m" }],
    ["docker/memory-limit", { mem_limit: undefined, memswap_limit: undefined }],
    ["docker/cpu-limit", { cpus: undefined }],
    ["docker/log-limit", { logging: undefined }],
    ["docker/restart", { restart: "always" }],
    ["docker/health-check", { healthcheck: undefined }],
    ["docker/pinned-images", { image: "redis:latest" }],
    ["docker/host-network", { networks: [], network_mode: "host" }],
    ["docker/host-pid", { pid: "host" }],
    ["docker/host-ipc", { ipc: "host" }],
    ["docker/host-userns", { userns_mode: "host" }],
    ["docker/engine-socket", { volumes: [bind("/var/run/docker.sock", true)] }],
    ["docker/host-directories", { volumes: [bind("/srv/data", false)] }],
    ["docker/secret-in-environment", { environment: { REDIS_PASSWORD: "hunter2" } }],
    ["docker/secret-in-label", { labels: { "com.example.token": "abc" } }],
  ])("breaks %s with %j", (policy, change) => {
    expect(refused({ ...confined, ...change })).toContain(`${policy} of services.redis`);
  });

  it("is judged by the files that it is given too", () => {
    const volumes = [bind("./configuration/redis", true)];
    const files = new Map([["configuration/redis/one.yml", "password: hunter2\n"]]);
    expect(refused({ ...confined, volumes }, files)).toEqual(["docker/secret-in-upload of services.redis"]);
  });

  it("may start again a bounded number of times", () => {
    expect(refused({ ...confined, restart: "on-failure:5" })).toEqual([]);
    expect(refused({ ...confined, restart: "on-failure" })).toEqual(["docker/restart of services.redis"]);
  });

  it("with a key that no policy would see is not judged at all", () => {
    expect(() => refused({ ...confined, extends: "other.yml" })).toThrow(/extends/);
    expect(() => refused({ ...confined, ports: ["6379:6379"] })).toThrow(/ports/);
  });

  it("reads an escaped sign as itself, and what a variable tells as not known", () => {
    const [one] = resourcesInCompose(project({ ...confined, command: ["a$$b", "${C}"] }), none);
    expect(one?.attributes["command"]).toEqual(["a$b", "(known after apply)"]);
  });
});
