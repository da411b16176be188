import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { bundleApplication } from "../images/quantflow-app/bundle.ts";
import { importsOf, modulesOf } from "./imports/modules.ts";
import { violations } from "./imports/violations.ts";

const root = path.resolve(import.meta.dirname, "..");
const layout = [
  "lib",
  "metrics",
  "app",
  "rules",
  "dashboards",
  "examples",
  "stacks",
  "images",
  "cli",
  "faults",
  "main.ts",
];

describe("imports", () => {
  const modules = modulesOf(root, layout);

  it("are read from every folder of the layout", () => {
    const folders = new Set(modules.map(({ file }) => file.split("/")[0]));
    expect([...folders].sort()).toEqual([...layout].sort());
  });

  it("point one way", () => {
    expect(violations(modules)).toEqual([]);
  });

  it("reach the application from its own tests only", () => {
    const others = modulesOf(root, ["test"]).filter(({ file }) => !file.startsWith("test/app/"));
    const reaching = others.filter((module) => importsOf(module).some((imported) => imported.startsWith("app/")));
    expect(reaching.map(({ file }) => file)).toEqual([]);
  });
});

describe("an import that points the wrong way", () => {
  const of = (file: string, text: string) => violations([{ file, text }]);

  it.each([
    [
      "lib/promql/a.ts",
      'import { trades } from "../../metrics/quantflow/index.ts";',
      "nothing but lib/metrics from promql",
    ],
    ["lib/metrics/a.ts", 'import { sum } from "../promql/index.ts";', "no step back within lib"],
    ["lib/review/a.ts", 'import type { Unit } from "../metrics/units.ts";', "nothing from the review, not even types"],
    ["rules/a.ts", 'export { overview } from "../dashboards/index.ts";', "no dashboard from a rule"],
    ["stacks/a.ts", 'const app = await import("../app/main.ts");', "no application, not even dynamically"],
    ["app/engine/a.ts", 'import { Client } from "../feed/client.ts";', "no I/O from what decides"],
    ["app/feed/a.ts", 'import { sum } from "../../lib/promql/index.ts";', "no queries from the application"],
    ["stacks/a.ts", 'import { App } from "cdktf";', "cdktf in one place"],
    ["stacks/a.ts", 'import { Folder } from "@cdktf/provider-grafana/lib/folder";', "providers in renderings"],
    ["cli/a.ts", 'import express from "express";', "the application's packages in the application"],
    ["elsewhere/a.ts", 'import "./b.ts";', "no folder outside the layout"],
  ])("is found in %s: %s (%s)", (file, text) => {
    expect(of(file, text)).toHaveLength(1);
  });

  it("is told with its file, the import and the rule", () => {
    expect(of("rules/a.ts", 'import { content } from "../stacks/content.ts";')).toEqual([
      "rules/a.ts imports stacks/content.ts: rules may import metrics, lib/metrics, lib/promql, lib/services, lib/alerting",
    ]);
  });

  it("is not one that points the right way", () => {
    const text = 'import { sum } from "../lib/promql/index.ts";\nimport { readFile } from "node:fs/promises";';
    expect(of("rules/a.ts", text)).toEqual([]);
  });
});

describe("an index", () => {
  it("only re-exports in lib, and may assemble elsewhere", () => {
    const assembling = 'import { a } from "./a.ts";\nexport const all = [a];';
    expect(violations([{ file: "rules/index.ts", text: assembling }])).toEqual([]);
    expect(violations([{ file: "lib/promql/index.ts", text: assembling }])).toHaveLength(2);
    expect(violations([{ file: "rules/index.ts", text: "export function all() {}" }])).toEqual([
      'rules/index.ts has "export function all() {}": an index re-exports or assembles',
    ]);
  });
});

describe("the application's bundle", () => {
  it("holds the application, the catalogue, lib/metrics and packages, and nothing else", async () => {
    const output = await mkdtemp(path.join(tmpdir(), "bundle-"));
    try {
      const inputs = Object.keys((await bundleApplication(root, output)).inputs);
      expect(inputs).toEqual(expect.arrayContaining(["app/main.ts", "app/exchange/main.ts", "app/backtest/worker.ts"]));
      expect(inputs.filter((input) => !/^(app|metrics|lib\/metrics|node_modules)\//.test(input))).toEqual([]);
    } finally {
      await rm(output, { recursive: true });
    }
  });
});
