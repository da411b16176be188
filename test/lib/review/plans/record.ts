/**
 * Makes the recordings anew by really planning: `npx tsx test/lib/review/plans/record.ts [name…]`. Needs `terraform`, `tofu`
 * and `docker` on the PATH, TF_CLI_CONFIG_FILE where the Docker provider is not to be had from the registry, and
 * FIXTURE_IMAGES, two local images with `sleep`, with a blank between them. All it makes in the engine begins with
 * `fixture-` and is removed.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SCENARIOS } from "./scenarios/index.ts";
import type { Scenario, Step } from "./scenarios/scenario.ts";

const recordings = path.join(import.meta.dirname, "recordings");

/** What the command prints; fails when the command does, or when it was to fail and does not. */
function run(folder: string, { run: [program, ...given], fails = false }: Step): string {
  let printed = "";
  try {
    printed = execFileSync(program, given, { cwd: folder, encoding: "utf8", maxBuffer: 1e8, stdio: "pipe" });
  } catch (error) {
    if (fails) return printed;
    throw error;
  }
  if (fails) throw new Error(`${program} ${given.join(" ")} was to fail`);
  return printed;
}

function write(folder: string, configuration: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "main.tf"), configuration);
}

function apply(folder: string, program: string, configuration: string): void {
  write(folder, configuration);
  run(folder, { run: [program, "init", "-no-color"] });
  run(folder, { run: [program, "apply", "-auto-approve", "-no-color"] });
}

function plan(folder: string, program: string, { after, flags = [], fails = false }: Scenario): string {
  write(folder, after);
  run(folder, { run: [program, "init", "-no-color"] });
  run(folder, { run: [program, "plan", "-no-color", "-out=plan.tfplan", ...flags], fails });
  return run(folder, { run: [program, "show", "-json", "plan.tfplan"] });
}

function record(name: string, scenario: Scenario): void {
  const folder = mkdtempSync(path.join(tmpdir(), "fixture-"));
  const program = scenario.program ?? "terraform";
  try {
    for (const [module, text] of Object.entries(scenario.modules ?? {})) write(path.join(folder, module), text);
    if (scenario.before !== undefined) apply(folder, program, scenario.before);
    for (const step of scenario.meanwhile ?? []) run(folder, step);
    writeFileSync(path.join(recordings, `${name}.json`), plan(folder, program, scenario));
  } finally {
    rmSync(folder, { recursive: true });
    removeFromEngine();
  }
}

/** Each kind of object: how those of ours are listed and removed. */
const kinds: readonly (readonly [list: readonly string[], remove: readonly string[]])[] = [
  [
    ["ps", "--all", "--quiet", "--filter", "name=^/fixture-web$"],
    ["rm", "--force"],
  ],
  [
    ["network", "ls", "--quiet", "--filter", "name=^fixture-edge$"],
    ["network", "rm"],
  ],
  [
    ["volume", "ls", "--quiet", "--filter", "name=^fixture-data"],
    ["volume", "rm"],
  ],
];

function removeFromEngine(): void {
  for (const [list, remove] of kinds) {
    const found = run(tmpdir(), { run: ["docker", ...list] }).split("\n");
    const names = found.filter((name) => name !== "");
    if (names.length > 0) run(tmpdir(), { run: ["docker", ...remove, ...names] });
  }
}

function main(chosen: readonly string[]): void {
  const tags = ["fixture-toolbox:1", "fixture-toolbox:2"];
  const images = (process.env["FIXTURE_IMAGES"] ?? "").split(" ").filter((image) => image !== "");
  if (images.length !== tags.length) throw new Error("set FIXTURE_IMAGES to two local images with `sleep`");
  for (const [index, tag] of tags.entries()) run(tmpdir(), { run: ["docker", "tag", images[index] ?? "", tag] });
  mkdirSync(recordings, { recursive: true });
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    process.stdout.write(`${name}\n`);
    record(name, scenario);
  }
  run(tmpdir(), { run: ["docker", "rmi", ...tags] });
}

main(process.argv.slice(2));
