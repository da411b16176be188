import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Outcome, Run } from "../../../cli/run.ts";
import { silentProgress } from "../../../cli/terminal/progress.ts";
import { buildTools, toolPath } from "../../../cli/tools/index.ts";
import type { Workshop } from "../../../cli/tools/workshop.ts";
import { ended, fakeRun, repository, temporaryFolder } from "../fixtures.ts";

const workshopOf = (run: Run): Workshop => ({
  root: repository,
  variables: { QUANTFLOW_CACHE: temporaryFolder(), GOPROXY: "https://proxy.example" },
  run,
  progress: silentProgress,
  signal: new AbortController().signal,
});

/** A compiler that writes an empty program for every package it is asked for. */
const compiler: Run = async (_command, args) => {
  const output = args[args.indexOf("-o") + 1] ?? "";
  mkdirSync(output, { recursive: true });
  for (const path of args.slice(args.indexOf("-o") + 2)) writeFileSync(join(output, path.split("/").at(-1) ?? ""), "");
  return ended();
};

const failing = (stderr: string): Outcome => ended("", 1, stderr);

describe("building a tool", () => {
  it("gives both programs of a folder by one build", async () => {
    const calls: (readonly string[])[] = [];
    const workshop = workshopOf((command, args, options) => {
      calls.push([command, ...args]);
      return compiler(command, args, options);
    });
    await buildTools(workshop, ["prometheus", "promtool"]);
    expect(existsSync(toolPath(workshop, "prometheus"))).toBe(true);
    expect(existsSync(toolPath(workshop, "promtool"))).toBe(true);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toEqual(expect.arrayContaining(["go", "build", "-trimpath", "-tags=remove_all_sd"]));
    expect(calls[0]?.join(" ")).toContain("-X github.com/prometheus/common/version.Version=3.13.5");
  });

  it("leaves nothing beside the programs, and starts nothing the second time", async () => {
    const workshop = workshopOf(compiler);
    await buildTools(workshop, ["amtool"]);
    expect(existsSync(join(toolPath(workshop, "amtool"), "../module"))).toBe(false);
    const { run, calls } = fakeRun(() => failing("must not be asked"));
    await buildTools({ ...workshop, run }, ["amtool"]);
    expect(calls).toEqual([]);
  });

  it("is done without C libraries and refuses what go.sum does not name", async () => {
    const { run, calls } = fakeRun(() => failing("x"));
    await expect(buildTools(workshopOf(run), ["amtool"])).rejects.toThrow();
    expect(calls[0]?.options.environment).toMatchObject({ CGO_ENABLED: "0", GOFLAGS: "-mod=readonly", GOWORK: "off" });
  });

  it.each([
    [
      "go: errors parsing go.mod:\ngo.mod:3: invalid go version '1.26.0': must match",
      "tools/go-too-old",
      "Go before 1.21",
    ],
    ["go: go.mod requires go >= 1.26.0 (running go 1.19.8; GOTOOLCHAIN=local)", "tools/go-too-old", "Go 1.19.8"],
    [
      'go: x@v1: Get "https://proxy.example/x": dial tcp: lookup proxy.example: no such host',
      "tools/module-proxy-unreachable",
      "https://proxy.example",
    ],
    ["go: x@v1: reading https://proxy.example/x: 403 Forbidden", "tools/module-proxy-unreachable", "403 Forbidden"],
    ["write /home/x: no space left on device", "tools/disk-full", "Go's build cache"],
    ["main.go:1: undefined: x", "tools/build-failed", "undefined: x"],
  ])("fails with a remedy when go says: %s", async (stderr, code, words) => {
    const { run } = fakeRun(() => failing(stderr));
    await expect(buildTools(workshopOf(run), ["amtool"])).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
      remedy: expect.stringMatching(/\w/),
    });
  });

  it("fails with a remedy when Go is missing", async () => {
    const run: Run = () => Promise.reject(Object.assign(new Error("spawn go ENOENT"), { code: "ENOENT" }));
    await expect(buildTools(workshopOf(run), ["amtool"])).rejects.toMatchObject({ code: "tools/go-missing" });
  });

  it("fails for a program that no folder builds, and names those that are", async () => {
    await expect(buildTools(workshopOf(compiler), ["promtol"])).rejects.toMatchObject({
      code: "tools/unknown-tool",
      remedy: expect.stringContaining("promtool"),
    });
  });
});
