import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { previewPage } from "../../../cli/dashboards/page-build.ts";
import type { Run } from "../../../cli/run.ts";
import { ended, playedContext, temporaryFolder } from "../fixtures.ts";

const PAGE = "lib/dashboards/preview/page";

/** A repository that has a page of one file, and a machine on which npm and Vite do as they are told. */
function workplace(vite = ended()) {
  const root = temporaryFolder();
  const write = (name: string, text: string) => writeFileSync(join(root, PAGE, name), text);
  mkdirSync(join(root, PAGE, "node_modules"), { recursive: true });
  write("main.tsx", "draw()");
  const calls: string[] = [];
  const run: Run = async (command, args, { directory = "", environment } = {}) => {
    calls.push([command === "npm" ? "npm" : "node", ...args.slice(0, 2)].join(" "));
    if (command === "npm") return ended();
    expect(readdirSync(directory)).toEqual(["main.tsx"]);
    expect(environment?.["NODE_ENV"]).toBe("production");
    // Some of what is served has a name of its own: `build/img`.
    mkdirSync(join(environment?.["PREVIEW_OUT"] ?? "", "build", "img"), { recursive: true });
    writeFileSync(join(environment?.["PREVIEW_OUT"] ?? "", "index.html"), "<html>");
    return vite;
  };
  const { context } = playedContext({ root, variables: { QUANTFLOW_CACHE: join(root, "cache") }, run });
  return { write, calls, build: () => previewPage(context) };
}

describe("the preview's page", () => {
  it("is built beside its sources, and only what is served is kept", async () => {
    const { build, calls } = workplace();
    const page = await build();
    expect(readdirSync(page).sort()).toEqual(["build", "index.html"]);
    expect(existsSync(join(page, "build", "img"))).toBe(true);
    expect(calls).toEqual(["npm ci --ignore-scripts", "node node_modules/vite/bin/vite.js build"]);
  });

  it("is built once for what its sources are, and again when they are others", async () => {
    const { build, calls, write } = workplace();
    const first = await build();
    expect(await build()).toBe(first);
    write("node_modules/installed.js", "whatever");
    expect(await build()).toBe(first);
    expect(calls).toHaveLength(2);
    write("main.tsx", "drawOtherwise()");
    expect(await build()).not.toBe(first);
    expect(calls).toHaveLength(4);
  });

  it("fails with the bundler's words, and leaves nothing that could be taken for a page", async () => {
    const { build } = workplace(ended("", 1, "Could not resolve './gone'"));
    await expect(build()).rejects.toMatchObject({
      code: "tools/build-failed",
      message: expect.stringContaining("Could not resolve './gone'"),
    });
    await expect(build()).rejects.toMatchObject({ code: "tools/build-failed" });
  });
});
