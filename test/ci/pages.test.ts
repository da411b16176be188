import { accessSync, constants, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { COMMANDS } from "../../cli/commands.ts";
import { run } from "../../cli/run.ts";
import { repository } from "../cli/fixtures.ts";

const script = join(repository, ".ci", "pipeline");
const page = (name: string): string => readFileSync(join(repository, "docs", "ci", `${name}.md`), "utf8");
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1] as string);

/** The one YAML fragment of a page; aliases and merge keys as its reader would have them. */
function fragment(name: string): unknown {
  const [text, ...more] = all(page(name), /```yaml\n([\s\S]*?)```/g);
  expect(more).toEqual([]);
  return parse(text ?? "");
}

describe.each(["github", "gitlab", "atlantis"])("the page on %s", { timeout: 120_000 }, (name) => {
  it("names steps of the pipeline that are there", async () => {
    accessSync(script, constants.X_OK);
    const { stderr } = await run(script, []);
    const steps = new Set(all(stderr, /^ {2}([a-z]+) {2}/gm));
    expect(steps.size).toBe(7);
    expect(all(page(name), /\.ci\/pipeline ([a-z]+)/g).filter((step) => !steps.has(step))).toEqual([]);
  });

  it("names commands of ours that are there, with options that they have", async () => {
    for (const line of all(page(name), /npx quantflow ([^`\n|]+)/g)) {
      const entry = COMMANDS.findLast((one) => line === one.name || line.startsWith(`${one.name} `));
      expect(entry, line).toBeDefined();
      const options = Object.keys((await entry?.load())?.options ?? {});
      expect(all(line, /--([a-z-]+)/g).filter((option) => !options.includes(option))).toEqual([]);
    }
  });
});

describe("the fragment for GitLab", () => {
  const pipeline = fragment("gitlab") as Record<string, Record<string, unknown>>;
  const jobs = Object.entries(pipeline).filter(([, value]) => "script" in value);

  it("has a job for every step, and no job that does more", () => {
    expect(jobs.map(([name, { script }]) => [name, script])).toEqual([
      ["check", ".ci/pipeline check"],
      ["preview", ".ci/pipeline plan"],
      ["plan", ".ci/pipeline plan"],
      ["apply", ".ci/pipeline apply"],
      ["drift", ".ci/pipeline drift"],
    ]);
  });

  it("runs each in a stage that is there, by rules", () => {
    for (const [, job] of jobs) {
      expect(pipeline["stages"]).toContain(job["stage"]);
      expect(job["rules"]).toHaveLength(1);
    }
  });

  it("applies what plan made, by hand, in a protected environment, one at a time", () => {
    expect(pipeline["apply"]).toMatchObject({
      needs: ["plan"],
      environment: { name: "monitoring" },
      resource_group: "monitoring",
      rules: [{ when: "manual" }],
    });
  });
});

describe("the fragment for Atlantis", () => {
  interface Atlantis {
    readonly version: number;
    readonly projects: readonly { readonly name: string; readonly workflow: string; readonly autoplan: unknown }[];
    readonly workflows: Record<string, Record<string, { readonly steps: readonly Record<string, unknown>[] }>>;
  }
  const { version, projects, workflows } = fragment("atlantis") as Atlantis;
  const steps = Object.values(workflows["quantflow"] ?? {}).flatMap((stage) => stage.steps);
  const commands = steps
    .flatMap(({ run: step }) => step ?? [])
    .map((step) => (typeof step === "string" ? step : (step as { command: string }).command));

  it("plans both stacks in the order of their needs, on every change of the program", () => {
    expect(version).toBe(3);
    expect(projects).toMatchObject([
      { name: "storage", workflow: "quantflow", execution_order_group: 1 },
      {
        name: "platform",
        workflow: "quantflow",
        execution_order_group: 2,
        autoplan: { when_modified: ["**/*.ts", "package-lock.json"] },
      },
    ]);
  });

  it("has steps that a shell can read", async () => {
    expect(commands).toHaveLength(6);
    for (const command of commands)
      expect(await run("sh", ["-n", "-c", command])).toMatchObject({ code: 0, stderr: "" });
  });

  it.each([
    [0, true, true],
    [2, true, true],
    [3, false, false],
    [4, false, false],
  ])("takes a review that ends in %i for success: %s, and keeps the plan: %s", async (code, succeeds, keeps) => {
    const review = commands.find((command) => command.includes("quantflow review")) ?? "";
    const play = `npx() { return ${code}; }; PLANFILE=$(mktemp); SHOWFILE=x; (${review}); echo "$?"; [ -e "$PLANFILE" ]; echo "$?"; rm -f "$PLANFILE"`;
    const { stdout } = await run("sh", ["-c", play]);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((one) => one === "0"),
    ).toEqual([succeeds, keeps]);
  });
});
