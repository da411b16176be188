import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inspectShape, POLICIES } from "../../lib/review/policies/index.ts";
import { isDecided } from "../full/cis/check.ts";
import { advisedAgainst, IMAGES } from "../full/cis/images.ts";
import { judged } from "../full/cis/judge.ts";
import { RUNTIME } from "../full/cis/runtime.ts";
import { confined } from "../support/inspected-container.ts";
import { MADE_BY } from "../support/made-by.ts";

const CHECKS = [...IMAGES, ...RUNTIME];
const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "reports", "cis.md"), "utf8");

describe("the report of the CIS Docker Benchmark", () => {
  it("says what made it", () => expect(page).toMatch(MADE_BY));

  it("has every recommendation of sections 4 and 5, once, in order, and none that failed", () => {
    const rows = [...page.matchAll(/^\| (\d\.\d+) \| [^|]+ \| ([^|]+) \|/gm)];
    expect(rows.map(([, id]) => id)).toEqual(CHECKS.map(({ id }) => id));
    for (const [, id, status] of rows)
      expect([id, status]).toEqual([id, expect.stringMatching(/^(pass|waived|manual|not applicable|elsewhere)$/)]);
  });
});

it("the recommendations are numbered as the benchmark's two sections are", () => {
  const numbered = (section: number, last: number) =>
    Array.from({ length: last }, (_, index) => `${section}.${index + 1}`);
  expect(CHECKS.map(({ id }) => id)).toEqual([...numbered(4, 12), ...numbered(5, 32)]);
});

it("a recommendation names the policy that says the same, where one does", () => {
  for (const check of CHECKS.filter(isDecided))
    if (check.policy)
      expect([check.id, POLICIES.find(({ id }) => id === check.policy)?.alsoKnownAs]).toEqual([
        check.id,
        expect.arrayContaining([`CIS Docker ${check.id}`]),
      ]);
});

describe("a container is judged", () => {
  const statuses = (change: object, waivers: Parameters<typeof judged>[1]["waivers"] = []) => {
    const plain = confined();
    const container = inspectShape.parse({
      ...plain,
      ...change,
      HostConfig: { ...plain.HostConfig, ...("HostConfig" in change ? (change.HostConfig as object) : {}) },
    });
    const findings = judged(CHECKS, {
      containers: [container],
      waivers,
      today: "2026-11-23",
      serviceOf: () => "redis",
    });
    return findings.filter(({ check }) => isDecided(check));
  };
  const failed = (change: object, waivers: Parameters<typeof judged>[1]["waivers"] = []) =>
    statuses(change, waivers)
      .filter(({ status }) => status === "fail")
      .map(({ check }) => check.id);
  const host = (HostConfig: object) => ({ HostConfig });
  const bind = (Source: string, RW: boolean, Propagation = "") => ({
    Mounts: [{ Type: "bind", Source, Destination: "/x", RW, Propagation }],
  });

  it("that keeps to all but what is waived, without a failure", () => {
    expect(failed({})).toEqual([]);
    expect(
      statuses({})
        .filter(({ status }) => status === "waived")
        .map(({ check }) => check.id),
    ).toEqual(["5.15", "5.29"]);
  });

  it.each([
    ["4.1", { Config: { ...confined().Config, User: "0:0" } }],
    ["5.2", { AppArmorProfile: "unconfined" }],
    ["5.3", host({ SecurityOpt: ["no-new-privileges:true", "label:disable"] })],
    ["5.4", host({ CapAdd: ["NET_RAW"] })],
    ["5.5", host({ Privileged: true })],
    ["5.6", bind("/etc", true)],
    ["5.8", host({ PortBindings: { "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "80" }] } })],
    ["5.10", host({ NetworkMode: "host" })],
    ["5.11", host({ Memory: 0 })],
    ["5.12", host({ NanoCpus: 0 })],
    ["5.13", host({ ReadonlyRootfs: false })],
    ["5.14", host({ PortBindings: { "80/tcp": [{ HostIp: "0.0.0.0", HostPort: "8080" }] } })],
    ["5.16", host({ PidMode: "host" })],
    ["5.17", host({ IpcMode: "host" })],
    ["5.18", host({ Devices: [{}] })],
    ["5.19", host({ Ulimits: [{}] })],
    ["5.20", bind("/srv", false, "rshared")],
    ["5.21", host({ UTSMode: "host" })],
    ["5.22", host({ SecurityOpt: ["no-new-privileges:true", "seccomp=unconfined"] })],
    ["5.25", host({ CgroupParent: "/other" })],
    ["5.26", host({ SecurityOpt: [] })],
    ["5.27", { State: { Status: "running", ExitCode: 0, Health: { Status: "unhealthy" } } }],
    ["5.30", { NetworkSettings: { Networks: { bridge: {} } } }],
    ["5.31", host({ UsernsMode: "host" })],
    ["5.32", bind("/var/run/docker.sock", false)],
  ])("against %s, which fails", (id, change) => expect(failed(change)).toEqual([id]));

  it("and what a waiver excuses does not fail before the waiver has ended, nor an excuse that nothing needs pass", () => {
    const waiver = { policy: "docker/engine-socket", resource: "redis", reason: "r", owner: "o", until: "2026-11-23" };
    expect(failed(bind("/run", false), [waiver])).toEqual([]);
    expect(failed(bind("/run", false), [{ ...waiver, until: "2026-11-22" }])).toEqual(["5.32"]);
    expect(failed(bind("/run", false), [{ ...waiver, resource: "mail" }])).toEqual(["5.32"]);
    expect(failed(host({ PidsLimit: 100 }))).toEqual(["5.29"]);
  });
});

it.each([
  [0.5, "at most 0.5 cores"],
  [1, "at most 1 core"],
  [2, "at most 2 cores"],
])("a limit of %d is told as %s", (cores, told) => {
  const { HostConfig, ...plain } = confined();
  const container = inspectShape.parse({ ...plain, HostConfig: { ...HostConfig, NanoCpus: cores * 1e9 } });
  expect(
    RUNTIME.filter(isDecided)
      .find(({ id }) => id === "5.12")
      ?.seen(container),
  ).toBe(told);
});

it("a Dockerfile is told where it adds, updates alone or holds a secret", () => {
  expect(
    advisedAgainst("FROM a\nRUN apt-get update \\\n && apt-get install x\nCOPY a b\n# ADD\nENV A_FILE=/a\n"),
  ).toEqual([]);
  for (const line of ["ADD a b", "RUN apt-get update", "ENV DB_PASSWORD=x", "ARG API_TOKEN=x"])
    expect(advisedAgainst(`FROM a\n${line}\n`)).toEqual([line]);
});
