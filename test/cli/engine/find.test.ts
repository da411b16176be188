import { describe, expect, it } from "vitest";
import { ensureEngine, findEngine } from "../../../cli/engine/index.ts";
import { whyNotInstallable } from "../../../cli/engine/install.ts";
import type { Outcome, Run } from "../../../cli/run.ts";
import { silentProgress } from "../../../cli/terminal/progress.ts";
import { ended, fakeRun, repository } from "../fixtures.ts";

const workshopOf = (run: Run, variables: NodeJS.ProcessEnv = {}) => ({
  root: repository,
  variables,
  run,
  progress: silentProgress,
  signal: new AbortController().signal,
});
const docker = (version: Outcome, context = "default unix:///var/run/docker.sock") =>
  fakeRun((args) => (args[0] === "version" ? version : ended(`${context}\n`)));
const refusing = (stderr: string) => docker(ended("", 1, stderr));
const noProgram: Run = () => Promise.reject(Object.assign(new Error("spawn docker ENOENT"), { code: "ENOENT" }));

describe("finding the engine", () => {
  it("tells which it is and its version", async () => {
    const { run } = docker(ended("20.10.24 amd64\n"));
    expect(await findEngine(workshopOf(run))).toEqual({
      state: "answers",
      engine: { endpoint: "unix:///var/run/docker.sock", from: "default", version: "20.10.24", architecture: "amd64" },
    });
  });

  it("follows DOCKER_HOST before the docker context", async () => {
    const { run } = docker(ended("28.0 arm64\n"), "work ssh://build@host");
    const named = await findEngine(workshopOf(run, { DOCKER_HOST: "tcp://10.0.0.1:2376" }));
    expect(named).toMatchObject({ engine: { endpoint: "tcp://10.0.0.1:2376", from: "DOCKER_HOST" } });
    const chosen = await findEngine(workshopOf(run));
    expect(chosen).toMatchObject({ engine: { endpoint: "ssh://build@host", from: "docker context" } });
  });

  it("tells a missing docker command", async () => {
    expect(await findEngine(workshopOf(noProgram))).toMatchObject({
      state: "not installed",
      error: { code: "engine/docker-missing" },
    });
  });

  it.each([
    [
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
      {},
      "dead",
      "engine/dead",
    ],
    ["permission denied while trying to connect to the Docker daemon socket", {}, "unusable", "engine/no-permission"],
    [
      "error during connect: dial tcp 10.0.0.1:2376: i/o timeout",
      { DOCKER_HOST: "tcp://10.0.0.1:2376" },
      "unusable",
      "engine/remote-unreachable",
    ],
    ["unable to parse docker host `nonsense`", { DOCKER_HOST: "nonsense" }, "unusable", "engine/malformed-endpoint"],
  ])("tells apart: %s", async (stderr, variables, state, code) => {
    const found = await findEngine(workshopOf(refusing(stderr).run, variables));
    expect(found).toMatchObject({ state, error: { code, remedy: expect.stringMatching(/\w/) } });
  });

  it("names the variable to correct when the remote engine came from it", async () => {
    const found = await findEngine(workshopOf(refusing("i/o timeout").run, { DOCKER_HOST: "tcp://h:1" }));
    expect(found).toMatchObject({ error: { remedy: expect.stringContaining("unset DOCKER_HOST") } });
  });
});

describe("ensuring an engine", () => {
  it("starts nothing where one answers", async () => {
    const { run } = docker(ended("20.10.24 amd64\n"));
    expect(await ensureEngine(workshopOf(run), { mayInstall: false })).toMatchObject({ started: false });
  });

  it("installs nothing that nobody agreed to", async () => {
    await expect(ensureEngine(workshopOf(noProgram), { mayInstall: false })).rejects.toMatchObject({
      code: "engine/cannot-install",
    });
  });

  it("fails at once for an engine that another one could not replace", async () => {
    const { run } = refusing("permission denied");
    await expect(ensureEngine(workshopOf(run), { mayInstall: true })).rejects.toMatchObject({
      code: "engine/no-permission",
    });
  });

  it.each([
    ["linux", 0, true, undefined],
    ["linux", 1000, true, "that takes root"],
    ["linux", 0, false, "this is neither Debian nor Ubuntu (no apt-get)"],
    ["darwin", 0, false, "only Linux is supported for that"],
  ])("can install on %s as user %i, apt %s: %s", (platform, user, apt, why) => {
    expect(whyNotInstallable(platform, user, apt)).toBe(why);
  });
});
