import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { run } from "../../../../cli/run.ts";
import { type ComposeGiven, composeFiles } from "../../../../lib/renderings/compose/index.ts";
import { given, plain } from "../../../../lib/services/secret.ts";
import type { Service } from "../../../../lib/services/service.ts";
import { redis, redisExporter } from "../../../../stacks/services/index.ts";
import { BUILDING, builtIn } from "../../../support/tools.ts";

const toCompose: ComposeGiven = {
  project: "test",
  imageReference: (image) => `${image}:1.0.0`,
  dataFormat: () => undefined,
  hostPort: () => 9090,
  hasSecret: ({ origin }) => origin === "generated",
};
const textOf = (services: readonly Service[]): string =>
  composeFiles(services, toCompose).get("docker-compose.yml") ?? "";

const read = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.array(z.string()),
      environment: z.record(z.string(), z.string()),
      healthcheck: z.object({ test: z.array(z.string()) }),
    }),
  ),
});

/** What docker compose reads, in its own words. */
async function readByCompose(text: string) {
  const folder = mkdtempSync(join(tmpdir(), "quantflow-compose-"));
  try {
    writeFileSync(join(folder, "docker-compose.yml"), text);
    const program = await builtIn("docker-compose", "cmd");
    // Not to be interpolated: the variables of whoever runs the test.
    const environment = { PATH: process.env["PATH"], QUANTFLOW_SECRETS: "/secrets" };
    const options = { directory: folder, environment };
    const { code, stdout, stderr } = await run(
      program,
      ["config", "--format", "json", "--no-path-resolution"],
      options,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    // What it prints is a Compose file again, with the signs doubled that it would take for variables.
    return read.parse(JSON.parse(stdout.replaceAll("$$", "$")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

beforeAll(() => builtIn("docker-compose", "cmd"), BUILDING);

/** What YAML's readers and Compose's are known to take for something else. */
const TREACHEROUS =
  "no,on,y,NULL,~,22:22,0o17,1e3,.5,1_000,2026-11-23,$HOME,${HOME},$$,${A:-b},#,: ,- x,*a,&a,!!str,|,>,%TAG,@,`";

describe("a Compose file", () => {
  it("says to docker compose, text by text, what the service says", { timeout: 120_000 }, async () => {
    const text = fc.oneof(
      fc.constantFrom(...TREACHEROUS.split(",")),
      fc.string({ unit: "grapheme" }).filter((one) => !one.includes("\0")),
      fc.string({ unit: fc.constantFrom("$", "{", "}", "A", "'", '"', "\\", "\n", " ", ":", "#") }),
    );
    const texts = fc.array(text, { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(texts, async (command) => {
        const environment = Object.fromEntries(command.map((one, index) => [`NAME_${index}`, one]));
        const service = { ...redis, command, environment, health: { ...redis.health, command } };
        const compose = (await readByCompose(textOf([service]))).services["redis"];
        expect(compose?.command).toEqual(command);
        expect(compose?.environment).toEqual(environment);
        expect(compose?.healthcheck.test).toEqual(["CMD", ...command]);
      }),
      { numRuns: 10 },
    );
  });

  it("starts a service after those it needs, where they run", () => {
    const needs = (services: readonly Service[]) => parse(textOf(services)).services["redis-exporter"].depends_on;
    expect(needs([redisExporter, redis])).toEqual({ redis: { condition: "service_started" } });
    expect(needs([redisExporter])).toBeUndefined();
  });

  it("fails on services that need each other, naming the circle", () => {
    const needs: Service[] = [];
    const first = { ...redis, name: "first", needs };
    needs.push({ ...redis, name: "second", needs: [first] });
    expect(() => textOf([first])).toThrow(expect.objectContaining({ code: "docker/circular-needs" }));
  });

  it("leaves out the file of a secret that nobody has given", () => {
    const secrets = { ...redis.secrets, "smtp-password": plain(given("smtp-password")) };
    const { services, secrets: declared } = parse(textOf([{ ...redis, secrets }]));
    expect(services.redis.secrets).toEqual([{ source: "redis-users.acl", target: "users.acl" }]);
    expect(Object.keys(declared)).toEqual(["redis-users.acl"]);
  });

  it("is replaced when a file changes that only a new process reads, and not when it is read again", () => {
    const labelsOf = (onChange: "reloads" | "replace", text: string) =>
      parse(textOf([{ ...redis, configuration: { mount: "/etc/redis", files: new Map([["a", text]]), onChange } }]))
        .services.redis.labels;
    expect(labelsOf("replace", "1")).not.toEqual(labelsOf("replace", "2"));
    expect(labelsOf("reloads", "1")).toEqual(labelsOf("reloads", "2"));
  });
});
