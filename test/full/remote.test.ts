import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureImages } from "../../cli/images/index.ts";
import { run } from "../../cli/run.ts";
import type { Status } from "../../cli/stack/status.ts";
import { unproven } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import { referenceOf } from "../../stacks/images.ts";
import type { ImageName } from "../../stacks/versions.ts";
import { playedContext } from "../cli/fixtures.ts";
import { type Clone, cloneTree, type Ended, repository } from "../e2e/clone.ts";
import { containerNames, volumeNames } from "../e2e/engine.ts";
import { eventually } from "../e2e/eventually.ts";
import { type SecondEngine, secondEngine } from "./remote/second-engine.ts";
import { type StateDatabase, stateDatabase } from "./remote/state-database.ts";

const SOURCE = { kind: "local" } as const;

/** All that runs in the environment docker, and the simulated exchange, which is the application's image too. */
const imagesWanted = (): readonly ImageName[] => {
  const instance = { prefix: "quantflow", portOffset: 0, directory: "." };
  const { services } = unproven({
    environment: environments.docker,
    instance,
    resolution: { imageSource: SOURCE, available: [] },
  });
  return [...new Set(["toolbox", ...services.map(({ image }) => image)])] as ImageName[];
};

describe("the environment docker on an engine elsewhere, spoken to by TLS", () => {
  let engine: SecondEngine;
  let database: StateDatabase;
  let clone: Clone;
  let variables: NodeJS.ProcessEnv;
  let first: Ended;
  const quantflow = (...args: readonly string[]) => clone.quantflow(args, { env: variables });
  const running = async () =>
    (await engine.docker("ps", "--no-trunc", "--format", "{{.Names}} {{.ID}}")).split("\n").sort();

  beforeAll(async () => {
    const names = imagesWanted();
    await ensureImages(playedContext({ root: repository, variables: process.env, run }).context, names, SOURCE);
    engine = await secondEngine();
    await engine.load(names.map((name) => referenceOf(name, SOURCE)));
    database = await stateDatabase(referenceOf("timescaledb", SOURCE));
    clone = await cloneTree({ instance: "remote", environment: "docker" });
    // No exchange out in the world is to be had in a test: the simulated one takes its place, and nothing else changes.
    const file = "stacks/environments/docker.ts";
    const { stream, rest } = environments.docker.market as { stream: string; rest: string };
    clone.edit(file, `market: { stream: "${stream}", rest: "${rest}" }`, 'market: "simulated"');
    clone.edit(file, `    exchange: "${environments.docker.leavesOut["exchange"]}",\n`, "");
    variables = { ...engine.variables, PG_CONN_STR: database.connection, QUANTFLOW_IMAGE_SOURCE: "local" };
  });
  afterAll(async () => {
    if (clone && engine) await quantflow("down", "--delete-data", "--yes");
    await clone?.destroy();
    await database?.remove();
    await engine?.stop();
  });

  it("is refused as long as nobody has given the password that mails people", async () => {
    const refused = await quantflow("up");
    expect(refused.code, refused.stderr).toBe(1);
    expect(refused.stderr).toContain("its secret has not been given: smtp-password");
    expect(await running()).toEqual([""]);
  });

  it("comes up from a clean folder until every target is up, and says how its pages open here", async () => {
    const file = join(engine.folder, "smtp-password");
    writeFileSync(file, "of an account that nobody has\n");
    const given = await quantflow("secrets", "push", "--name", "smtp-password", "--from", file);
    expect(given.code, given.stderr).toBe(0);
    first = await quantflow("up");
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toMatch(/Targets +(\d+) of \1 up/);
    expect(first.stdout).toContain(`ssh -N -L ${clone.portOffset + 3000}:localhost:${clone.portOffset + 3000} `);
    expect(first.stdout).toMatch(/receiver pager +its secret pagerduty-key is not there/);
  });

  it("has everything there and nothing here", async () => {
    expect((await running()).filter((line) => line.startsWith(`${clone.prefix}-`)).length).toBeGreaterThan(9);
    expect(await containerNames(clone.prefix)).toEqual([]);
    expect(await volumeNames(clone.prefix)).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${clone.portOffset + 9090}/`)).rejects.toThrow("fetch failed");
  });

  it("tells its status and delivers a test alert through the engine, and leaves no way open", async () => {
    const status = await quantflow("status", "--json");
    const { services, targets } = JSON.parse(status.stdout) as Status;
    expect(services.filter(({ health }) => health !== "healthy")).toEqual([]);
    expect(targets.filter(({ health }) => health !== "up")).toEqual([]);
    const sent = await quantflow("alerts", "test", "--receiver", "application");
    expect(sent.code, sent.stderr).toBe(0);
    expect(sent.stdout).toMatch(/application +arrived after/);
    await eventually(
      "no relay is left",
      async () => expect((await running()).filter((line) => !line.startsWith(clone.prefix))).toEqual([]),
      { within: 30 },
    );
  });

  it("is changed by nothing when it is brought up again", async () => {
    const before = await running();
    const again = await quantflow("up");
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).toContain("apply storage: nothing to change");
    expect(again.stderr).toContain("apply platform: nothing to change");
    expect(await running()).toEqual(before);
  });

  it("is synthesized without a word of where the engine is, or of a folder of this machine", () => {
    const out = join(clone.home, "cdktf.out", "stacks");
    const texts = readdirSync(out).map((stack) => readFileSync(join(out, stack, "cdk.tf.json"), "utf8"));
    expect(texts.length).toBe(3);
    for (const text of texts)
      for (const word of [new URL(engine.variables.DOCKER_HOST).hostname, clone.directory, engine.folder])
        expect(text).not.toContain(word);
  });

  it("refuses who has no certificate, and says which engine it was", async () => {
    const { code, stderr } = await clone.quantflow(["status"], {
      env: { ...variables, DOCKER_CERT_PATH: clone.directory },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`DOCKER_HOST names the engine at ${engine.variables.DOCKER_HOST}, which does not answer`);
  });

  it("is gone with its data when it is taken down", async () => {
    const gone = await quantflow("down", "--delete-data", "--yes");
    expect(gone.code, gone.stderr).toBe(0);
    expect(await engine.docker("ps", "--all", "--quiet")).toBe("");
    expect(await engine.docker("volume", "ls", "--quiet")).toBe("");
  });
});
