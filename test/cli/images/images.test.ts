import { readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { availableImages, ensureImages, registryAnswers } from "../../../cli/images/index.ts";
import type { Run } from "../../../cli/run.ts";
import { silentProgress } from "../../../cli/terminal/progress.ts";
import type { Workshop } from "../../../cli/tools/workshop.ts";
import { referenceOf } from "../../../stacks/images.ts";
import { ended, fakeRun, repository, temporaryFolder } from "../fixtures.ts";

const local = { kind: "local" } as const;
const registry = { kind: "registry" } as const;

const workshopOf = (run: Run): Workshop => ({
  root: repository,
  variables: { QUANTFLOW_CACHE: temporaryFolder() },
  run,
  progress: silentProgress,
  signal: new AbortController().signal,
});
/** The programs that `go build -v … -o DIRECTORY/ PACKAGES` writes. */
const compiled = (args: readonly string[]): readonly string[] => {
  const [directory = "", ...packages] = args.slice(args.indexOf("-o") + 1);
  return packages.map((path) => join(directory, basename(path)));
};
const engineWith = (references: readonly string[], pull = ended()) =>
  fakeRun((args) => (args[0] === "image" ? ended(`${references.join("\n")}\n`) : pull));

describe("bringing images into the engine", () => {
  it("asks one question when all are there", async () => {
    const { run, calls } = engineWith([referenceOf("redis", local), referenceOf("prometheus", local)]);
    await ensureImages(workshopOf(run), ["redis", "prometheus"], local);
    expect(calls.map(({ args }) => args[0])).toEqual(["image"]);
  });

  it("pulls the missing ones by their pinned tags", async () => {
    const { run, calls } = engineWith(["prom/prometheus:v3.13.5"]);
    await ensureImages(workshopOf(run), ["prometheus", "alertmanager", "grafana"], registry);
    const pulled = calls.filter(({ args }) => args[0] === "pull").map(({ args }) => args.at(-1));
    expect(pulled.sort()).toEqual(["grafana/grafana:13.2.2", "prom/alertmanager:v0.31.1"]);
  });

  it("leaves alone what can only be pulled, where images are built", async () => {
    const { run, calls } = engineWith([]);
    await ensureImages(workshopOf(run), ["grafana", "cadvisor"], local);
    expect(calls.map(({ args }) => args[0])).toEqual(["image"]);
  });

  it("builds what stands beneath once, and first, with every program beside its Dockerfile", async () => {
    const built: { readonly reference: string; readonly base: string; readonly files: readonly string[] }[] = [];
    const run: Run = async (command, args) => {
      if (command === "go") for (const path of compiled(args)) writeFileSync(path, "");
      if (args[0] === "image") return ended(`${referenceOf("base", local)}\n`);
      if (args[0] === "build" && command === "docker")
        built.push({
          reference: args[args.indexOf("--tag") + 1] ?? "",
          base: (args[args.indexOf("--build-arg") + 1] ?? "").replace("BASE=", ""),
          files: readdirSync(args.at(-1) ?? ""),
        });
      return ended();
    };
    await ensureImages(workshopOf(run), ["redis-exporter", "node-exporter"], local);
    const toolbox = referenceOf("toolbox", local);
    expect(built[0]).toMatchObject({ reference: toolbox, base: referenceOf("base", local) });
    expect(built.slice(1).map(({ base }) => base)).toEqual([toolbox, toolbox]);
    expect(built.flatMap(({ files }) => files)).toEqual(expect.arrayContaining(["redis_exporter", "node_exporter"]));
  });

  it.each([
    ["dial tcp: lookup registry-1.docker.io: no such host", "images/registry-unreachable"],
    ["manifest for redis:8.10.2-alpine not found: manifest unknown", "images/not-in-registry"],
    ["toomanyrequests: You have reached your pull rate limit", "images/pull-refused"],
    ["write /var/lib/docker/x: no space left on device", "tools/disk-full"],
  ])("fails with a remedy when the engine says: %s", async (stderr, code) => {
    const { run } = engineWith([], ended("", 1, stderr));
    await expect(ensureImages(workshopOf(run), ["redis"], registry)).rejects.toMatchObject({
      code,
      remedy: expect.stringMatching(/\w/),
    });
  });

  it("says what the engine said when it does not list its images", async () => {
    const { run } = fakeRun(() => ended("", 1, "Cannot connect to the Docker daemon"));
    await expect(ensureImages(workshopOf(run), ["redis"], registry)).rejects.toMatchObject({
      code: "images/engine-refused",
      message: expect.stringContaining("Cannot connect to the Docker daemon"),
    });
  });
});

describe("images without a local source", () => {
  it("can be used where a registry serves them", async () => {
    expect(await availableImages(workshopOf(engineWith([]).run), registry)).toEqual(["grafana", "cadvisor"]);
  });

  it("can be used without a registry when they are in the engine already", async () => {
    const { run } = engineWith(["grafana/grafana:13.2.2", "ghcr.io/google/cadvisor:v0.1.0"]);
    expect(await availableImages(workshopOf(run), local)).toEqual(["grafana"]);
  });
});

describe("a registry answers", () => {
  const answering =
    (status: number): typeof fetch =>
    async () =>
      new Response(null, { status });
  it.each([
    [200, true],
    [401, true],
    [403, false],
    [503, false],
  ])("status %i: %s", async (status, answers) => {
    expect(await registryAnswers("registry.example", answering(status))).toBe(answers);
  });

  it("not when nothing is there", async () => {
    expect(await registryAnswers("registry.example", () => Promise.reject(new Error("ENOTFOUND")))).toBe(false);
  });

  it("by plain HTTP too, where the host names a port", async () => {
    const get = async (url: unknown) => new Response(null, { status: String(url).startsWith("http:") ? 200 : 502 });
    expect(await registryAnswers("mirror.example:5000", get as typeof fetch)).toBe(true);
    expect(await registryAnswers("mirror.example", get as typeof fetch)).toBe(false);
  });
});
