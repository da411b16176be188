import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type InspectedContainer,
  inspectShape,
  judge,
  POLICIES,
  resourcesInspected,
} from "../../lib/review/policies/index.ts";
import { policyWaivers } from "../../stacks/waivers.ts";
import { type Clone, cloneTree, repository } from "../e2e/clone.ts";
import { docker, runningNames } from "../e2e/engine.ts";
import { platformOf, requireAllTargetsUp } from "../e2e/platform.ts";
import { madeBy } from "../support/made-by.ts";
import { buildFiles, IMAGES } from "./cis/images.ts";
import { judged } from "./cis/judge.ts";
import { cisReport } from "./cis/report.ts";
import { RUNTIME } from "./cis/runtime.ts";

const COMMAND = "QUANTFLOW_WRITE_REPORT=1 npx vitest run --project full test/full/cis.test.ts";
const today = new Date().toISOString().slice(0, 10);

let clone: Clone;
let inspected: unknown;
let containers: readonly InspectedContainer[];
const serviceOf = ({ Config }: InspectedContainer) => Config.Labels["quantflow.service"] ?? "";
/** Folders that its user may not read are passed over; a container without `find` is a failure, not one without such programs. */
const FIND_SETUID = "command -v find >/dev/null && { find / -xdev -perm /6000 -type f 2>/dev/null || :; }";
/** Of bookworm's login, mount, passwd, libpam-modules-bin and util-linux. */
const DEBIANS_OWN: readonly string[] = "chage chfn chsh expiry gpasswd mount newgrp passwd su umount unix_chkpwd".split(
  " ",
);
const lines = (text: string) => text.split("\n").filter((line) => line !== "");

beforeAll(async () => {
  clone = await cloneTree({ instance: "full-cis", environment: "local" });
  const { code, stderr } = await clone.quantflow(["up"]);
  expect(code, stderr).toBe(0);
  await requireAllTargetsUp(platformOf(clone));
  inspected = JSON.parse(await docker(["container", "inspect", ...(await runningNames(clone.prefix))]));
  containers = z.array(inspectShape).parse(inspected);
});
afterAll(() => clone?.destroy());

describe("every container that runs", () => {
  const beside: string[] = [];

  it("keeps to every policy, as the engine tells it, and every waiver of the policies is still needed", () => {
    const resources = resourcesInspected(inspected, serviceOf);
    expect(resources.map(({ name }) => name).sort()).toEqual(
      platformOf(clone)
        .model.services.map(({ name }) => name)
        .sort(),
    );
    expect(judge(resources, { policies: POLICIES, waivers: policyWaivers, today }).refusals).toEqual([]);
  });

  it("reads secrets that nobody else may read", async () => {
    const script = "cd /run/secrets && for file in . *; do stat -c '%a %u:%g' $file; done";
    const mounting = containers.filter(({ Mounts }) =>
      Mounts.some(({ Destination }) => Destination === "/run/secrets"),
    );
    const reading = platformOf(clone).model.services.filter(({ secrets }) => secrets !== undefined);
    expect(mounting.map(serviceOf).sort()).toEqual(reading.map(({ name }) => name).sort());
    for (const one of mounting) {
      const modes = lines(await docker(["exec", one.Name.slice(1), "sh", "-c", script]));
      expect([one.Name, ...modes]).toEqual([
        one.Name,
        `500 ${one.Config.User}`,
        ...modes.slice(1).map(() => `400 ${one.Config.User}`),
      ]);
    }
  });

  it("is in networks of its trust, those of data and monitoring without a way out", async () => {
    const names = ["edge", "app", "data", "monitor"].map((name) => `${clone.prefix}-${name}`);
    const found = lines(await docker(["network", "inspect", "--format", "{{.Name}} {{.Internal}}", ...names]));
    expect(found).toEqual(names.map((name) => `${name} ${/-(data|monitor)$/.test(name)}`));
  });

  it("gains nothing by a setuid program: none takes effect", async () => {
    const found = await Promise.all(
      containers.map(async (one) => {
        const programs = lines(await docker(["exec", one.Name.slice(1), "sh", "-c", FIND_SETUID]));
        expect([one.Name, programs.filter((path) => !DEBIANS_OWN.includes(basename(path)))]).toEqual([one.Name, []]);
        const status = await docker(["exec", one.Name.slice(1), "sh", "-c", "grep NoNewPrivs /proc/1/status"]);
        expect([one.Name, status.trim()]).toEqual([one.Name, "NoNewPrivs:\t1"]);
        return { service: serviceOf(one), programs };
      }),
    );
    const holding = found.filter(({ programs }) => programs.length > 0);
    beside.push(
      `4.8, setuid and setgid: ${found.length - holding.length} containers hold no such program. ${holding.map(({ service, programs }) => `${service} holds ${programs.length}`).join(", ")}, all of Debian's own packages (${DEBIANS_OWN.join(", ")}). The kernel ignores the bits in every container, whose first process says \`NoNewPrivs: 1\`.`,
    );
  });

  it("is built from files that do what the benchmark advises", () => {
    const files = buildFiles(join(repository, "images"));
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter(({ against }) => against.length > 0)).toEqual([]);
    beside.push(`4.7, 4.9, 4.10: ${files.length} Dockerfiles read; no update alone, no ADD, no secret.`);
  });

  it("runs on an engine without swarm mode", async () => {
    const state = (await docker(["info", "--format", "{{.Swarm.LocalNodeState}}"])).trim();
    expect(state).toBe("inactive");
    const offered = (await docker(["info", "--format", '{{join .SecurityOptions " "}}'])).trim();
    beside.push(
      `5.1: the engine says that swarm mode is ${state}.`,
      `5.2, 5.3: the engine offers \`${offered}\`; what it does not offer is not applicable on this machine, and no container turns off what another engine would offer.`,
    );
  });

  it("keeps to the CIS Docker Benchmark or is waived, and stands in the report where one is asked for", async () => {
    const findings = judged([...IMAGES, ...RUNTIME], { containers, waivers: policyWaivers, today, serviceOf });
    expect(findings.filter(({ status }) => status === "fail")).toEqual([]);
    const engine = (await docker(["version", "--format", "{{.Server.Version}}"])).trim();
    const by = await madeBy(repository, COMMAND, new Date());
    const page = cisReport({ madeBy: by, environment: "local", engine, containers, findings, beside });
    for (const { check } of findings) expect(page).toContain(`| ${check.id} |`);
    if (process.env["QUANTFLOW_WRITE_REPORT"]) writeFileSync(join(repository, "docs", "reports", "cis.md"), page);
  });
});
