import { randomUUID } from "node:crypto";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { type Clone, cloneTree, type Ended } from "./clone.ts";
import { containerNames, docker, volumeNames } from "./engine.ts";
import { eventually } from "./eventually.ts";
import { requireAllTargetsUp } from "./platform.ts";
import { type Shared, shared } from "./shared.ts";

/** One message for a person: the code to look it up, what was found, what to do; no stack, no bug report. */
function expectOneMessage({ code, stderr }: Ended, exitCode: number, ...parts: readonly (string | RegExp)[]): void {
  expect(code, stderr).toBe(exitCode);
  for (const part of parts) expect(stderr).toMatch(part);
  expect(stderr.match(/^error/gm) ?? [], stderr).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
}

describe("a mistake before anything is started", () => {
  let clone: Clone;
  beforeAll(async () => {
    clone = await cloneTree({ instance: "e2e-mistakes", environment: "local" });
  });
  afterAll(() => clone.destroy());

  it.each([
    ["QUANTFLOW_INSTANCE", "Two!", /QUANTFLOW_INSTANCE is "Two!".*1 to 21 lower-case letters/s],
    ["QUANTFLOW_PORT_OFFSET", "1e3", /QUANTFLOW_PORT_OFFSET is "1e3".*whole number from 0 to 50000/s],
    ["QUANTFLOW_PORT_OFFSET", "60000", /QUANTFLOW_PORT_OFFSET is "60000".*whole number from 0 to 50000/s],
    ["QUANTFLOW_ENVIRONMENT", "prod", /no environment "prod".*use one of: local, docker, fault/s],
  ])("in %s=%s is told with the rule, by every command", async (variable, value, message) => {
    for (const command of ["up", "status"])
      expectOneMessage(await clone.quantflow([command], { env: { [variable]: value } }), 1, message);
  });

  it("in an option is told with the nearest one", async () => {
    expectOneMessage(await clone.quantflow(["up", "--image-sorce", "local"]), 64, /--image-sorce.*--image-source/s);
    expectOneMessage(
      await clone.quantflow(["up", "--image-source", "docker"]),
      64,
      /registry, mirror=HOST, local or auto/,
    );
    expectOneMessage(await clone.quantflow(["upp"]), 64, /"upp".*Did you mean up\?/s);
  });

  it("that asks for a status before the first `up` is told what to do", async () => {
    const { code, stderr, stdout } = await clone.quantflow(["status"]);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("npm run up");
  });

  it("names a port that is in use, who needs it and who holds it", async () => {
    const port = 9093 + clone.portOffset;
    const holder = await listening(port);
    const ended = await clone.quantflow(["up"]);
    holder.close();
    expectOneMessage(
      ended,
      1,
      `Port ${port} of 127.0.0.1, which alertmanager needs, is in use by process node`,
      `pid ${process.pid}`,
    );
    expect(await containerNames(clone.prefix)).toEqual([]);
    expect(await volumeNames(clone.prefix)).toEqual([]);
  });

  it("names an engine that does not answer, and starts none in its place", async () => {
    const remote = await clone.quantflow(["up"], { env: { DOCKER_HOST: "tcp://127.0.0.1:9" } });
    expectOneMessage(remote, 1, /DOCKER_HOST names the engine at tcp:\/\/127\.0\.0\.1:9/, /unset DOCKER_HOST/);
    const socket = join(clone.directory, "no-such.sock");
    const local = await clone.quantflow(["up"], { env: { DOCKER_HOST: `unix://${socket}` } });
    expectOneMessage(local, 1, socket, /DOCKER_HOST/);
  });

  it("tells that a registry cannot be reached, and that images can be built here", async () => {
    const ended = await clone.quantflow(["up", "--image-source", "mirror=127.0.0.1:9"]);
    expectOneMessage(ended, 1, /127\.0\.0\.1:9/, /--image-source local/);
    expect(await containerNames(clone.prefix)).toEqual([]);
  });
});

describe("a disk that is full", () => {
  let place: string;
  const mayMount = process.getuid?.() === 0;
  let clone: Clone | undefined;
  beforeAll(async () => {
    if (!mayMount) return;
    place = mkdtempSync(join(tmpdir(), "quantflow-full-"));
    const { code, stderr } = await run("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", place]);
    expect(code, stderr).toBe(0);
    const folder = join(place, "clone");
    mkdirSync(folder);
    clone = await cloneTree({ instance: "e2e-full", environment: "local" }, folder);
  });
  afterAll(async () => {
    await clone?.destroy();
    if (!mayMount) return;
    await run("umount", [place]);
    rmSync(place, { recursive: true, force: true });
  });

  it.skipIf(!mayMount)(
    "is told with the place, the room there is and the room it takes, before anything is made",
    async () => {
      const ended = await (clone as Clone).quantflow(["up"]);
      expectOneMessage(ended, 1, place, /0\.\d GiB free; this needs 0\.5 GiB/, /docker system prune/);
      expect(await containerNames("quantflow-e2e-full")).toEqual([]);
    },
  );

  it.skipIf(!mayMount)("is told as such by every command when not one byte is left", async () => {
    const filler = join(place, "filler");
    fill(filler);
    for (const command of [["up"], ["down"], ["secrets", "push"]])
      expectOneMessage(await (clone as Clone).quantflow(command), 1, /disk is full|free; this needs/i, /df -h|prune/);
    rmSync(filler);
  });
});

describe("a secret that is wrong", () => {
  let here: Shared;
  beforeAll(async () => {
    here = await shared();
  });
  const file = () => join(here.clone.home, "secrets", "scrape-password");
  const withSecret = async (spoil: () => void, work: () => Promise<void>) => {
    const value = readFileSync(file());
    try {
      spoil();
      await work();
    } finally {
      rmSync(file(), { recursive: true, force: true });
      writeFileSync(file(), value, { mode: 0o600 });
    }
  };

  it.each([
    ["empty", () => writeFileSync(file(), ""), /scrape-password in .* is empty/],
    ["a line too long", () => writeFileSync(file(), "two words"), /scrape-password in .* holds white space/],
    [
      "a folder",
      () => {
        rmSync(file());
        mkdirSync(file());
      },
      /scrape-password cannot be read from/,
    ],
  ])("because its file is %s is told by name and path, and `up` changes nothing", async (_what, spoil, message) => {
    await withSecret(spoil, async () => {
      expectOneMessage(await here.clone.quantflow(["up"]), 1, message);
      expectOneMessage(await here.clone.quantflow(["secrets", "push"]), 1, message);
    });
    await requireAllTargetsUp(here.platform);
  });
});

/** Takes all the room there is on the file system of `path`. */
function fill(path: string): void {
  const file = openSync(path, "w");
  const block = Buffer.alloc(64 * 1024);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(file);
  }
}

describe("a password that a person replaced by hand", () => {
  it("counts everywhere after `up`, in the database too, and locks nobody out", async () => {
    const { clone, platform } = await shared();
    const folder = join(clone.home, "secrets");
    for (const name of ["scrape-password", "database-app-password"]) writeFileSync(join(folder, name), randomUUID());
    const { code, stderr } = await clone.quantflow(["up"]);
    expect(code, stderr).toBe(0);
    await requireAllTargetsUp(platform);
    const stored = async () => Number(await storedCandles(clone.prefix));
    const before = await stored();
    await eventually(
      "the application stores candles again",
      async () => {
        if ((await stored()) <= before) throw new Error(`still ${before} candles`);
      },
      { within: 60 },
    );
    expect(await stored()).toBeGreaterThan(before);
  });
});

const storedCandles = (prefix: string): Promise<string> => {
  const psql = ["psql", "-U", "postgres", "-d", "quantflow", "-tAc", "SELECT count(*) FROM quantflow.candles"];
  return docker(["exec", `${prefix}-timescaledb`, ...psql]);
};

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
