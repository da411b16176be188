import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printDashboard, type SourceFile } from "../../../../../lib/dashboards/source/print/index.ts";
import { anyText, dashboardsOf, usualText } from "./arbitrary.ts";
import { compilerErrors } from "./compile.ts";
import { evaluatedDashboard } from "./evaluate.ts";

const root = resolve(import.meta.dirname, "../../../../..");
const how = { name: "shop", lib: "../lib" };

describe("a printed dashboard", () => {
  it.each(["file", "folder"] as const)("evaluates to exactly the dashboard that was printed, as a %s", (as) => {
    fc.assert(
      fc.property(dashboardsOf(anyText), (dashboard) => {
        expect(evaluatedDashboard(printDashboard(dashboard, { ...how, as }))).toEqual(dashboard);
      }),
    );
  });

  it("is formatted as Biome formats it, and its linter finds nothing", () => {
    const dashboards = fc.sample(dashboardsOf(usualText), { numRuns: 200, seed: 1 });
    const files = dashboards.flatMap((one, index) =>
      printDashboard(one, { ...how, name: `shop${index}`, as: index % 2 === 0 ? "file" : "folder" }),
    );
    expect(asBiomeWants(files)).toEqual([]);
  });

  it("compiles as strictly as everything else", () => {
    const files = fc
      .sample(dashboardsOf(anyText), { numRuns: 100, seed: 1 })
      .flatMap((one, index) =>
        printDashboard(one, { ...how, name: `shop${index}`, as: index % 2 === 0 ? "file" : "folder" }),
      );
    expect(compilerErrors(files)).toEqual([]);
  }, 120_000);
});

/** The paths of the files that Biome would write otherwise, with its own text. */
function asBiomeWants(files: readonly SourceFile[]): readonly unknown[] {
  const folder = mkdtempSync(join(tmpdir(), "printed-"));
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const biome = spawnSync(join(root, "node_modules/.bin/biome"), [
      "check",
      "--write",
      `--config-path=${root}`,
      "--vcs-enabled=false",
      folder,
    ]);
    const changed = files.flatMap(({ path, text }) => firstDifference(text, readFileSync(join(folder, path), "utf8")));
    return biome.status === 0 ? changed : [...changed, `${biome.stdout}${biome.stderr}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function firstDifference(ours: string, theirs: string): readonly unknown[] {
  if (ours === theirs) return [];
  const wanted = theirs.split("\n");
  const at = ours.split("\n").findIndex((line, index) => line !== wanted[index]);
  return [{ ours: ours.split("\n").slice(at - 2, at + 4), theirs: wanted.slice(at - 2, at + 4) }];
}
