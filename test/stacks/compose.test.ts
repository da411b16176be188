import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { run } from "../../cli/run.ts";
import { judge, POLICIES, type Resource, resourcesIn, resourcesInCompose } from "../../lib/review/policies/index.ts";
import { composeFiles } from "../../stacks/compose.ts";
import { environments } from "../../stacks/environments/index.ts";
import { policyWaivers } from "../../stacks/waivers.ts";
import { BUILDING, builtIn } from "../support/tools.ts";
import { comparable, onDocker } from "./comparable.ts";
import { everyCase, synthesized } from "./synthesized.ts";

const grounds = new Map(Object.values(environments).map(({ name, ground }) => [name as string, ground.kind]));
const cases = everyCase.filter(({ environment }) => grounds.get(environment) === "docker");

let dockerCompose: string;
beforeAll(async () => {
  dockerCompose = await builtIn("docker-compose", "cmd");
}, BUILDING);

describe.each(cases)("Compose in $environment, images from $resolution,", (where) => {
  const { model, platform, images } = synthesized(where, (made) => ({
    model: made.model,
    images: Object.values(made.stack("platform").resource.docker_image).map(({ name }) => name),
    platform: resourcesIn(JSON.parse(made.text("platform"))),
  }));
  const files = composeFiles(model);
  const text = files.get("docker-compose.yml") ?? "";
  const resources = resourcesInCompose(parse(text), files);
  const containers = resources.filter(({ type }) => type === "docker_container");
  const out = mkdtempSync(join(tmpdir(), "quantflow-compose-"));
  afterAll(() => rmSync(out, { recursive: true }));

  it("has the services of the model", () => {
    expect(containers.map(({ name }) => name).sort()).toEqual(model.services.map(({ name }) => name).sort());
  });

  it.each(containers.map((one) => [one.name, one] as const))("runs %s exactly as Docker does", (name, service) => {
    expect(comparable(service)).toEqual(onDocker(platform, name));
  });

  it("runs the same images, but the one that carries files", () => {
    const used = new Set(containers.map(({ attributes }) => attributes["image"]));
    expect(images.filter((name) => !used.has(name))).toEqual([expect.stringMatching(/busybox|toolbox/)]);
    expect([...used].filter((name) => !images.includes(`${name}`))).toEqual([]);
  });

  it("keeps every policy, but for what is waived on Docker too", () => {
    const given = { policies: POLICIES, waivers: policyWaivers, today: "2026-11-23" };
    expect(judge(resources, given).refusals).toEqual([]);
    expect(excused(resources)).toEqual(excused(platform));
  });

  it("is accepted by docker compose itself, which warns of nothing", async () => {
    for (const [name, content] of files) {
      mkdirSync(dirname(join(out, name)), { recursive: true });
      writeFileSync(join(out, name), content);
    }
    const config = (QUANTFLOW_SECRETS: string) =>
      run(dockerCompose, ["--file", join(out, "docker-compose.yml"), "config", "--quiet"], {
        environment: { PATH: process.env["PATH"], QUANTFLOW_SECRETS },
      });
    expect(await config("/secrets")).toMatchObject({ code: 0, stdout: "", stderr: "" });
    const without = await config("");
    expect(without.code).toBe(1);
    expect(without.stderr).toContain("QUANTFLOW_SECRETS is missing a value: must name the folder that npx quantflow");
  });
});

/** What waivers excuse, without where it was found. */
const excused = (resources: readonly Resource[]): readonly string[] =>
  judge(resources, { policies: POLICIES, waivers: policyWaivers, today: "2026-11-23" })
    .waived.map((line) => line.replace(/: (docker_container|services)\./, ": "))
    .sort();
