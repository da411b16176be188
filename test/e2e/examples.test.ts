import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Outcome, run } from "../../cli/run.ts";
import { EXAMPLES, type Example } from "../docs/ci-examples.ts";
import { type Clone, cloneTree, repository } from "./clone.ts";
import { measured } from "./report.ts";

/** Set to anything, the plans that test/docs/ci-examples.test.ts reads are written anew from what is planned here. */
const WRITE = process.env["QUANTFLOW_EXAMPLE_PLANS"] !== undefined;
const SLIM = join(repository, "test", "cli", "review", "slim.ts");

describe("a pull request of docs/ci/examples, planned against what runs", () => {
  let clone: Clone;
  beforeAll(async () => {
    // Not the shared instance: the examples are of `local`, whose thresholds are those that the code says.
    clone = await cloneTree({ instance: "e2e-examples", environment: "local" });
    const { code, stderr } = await clone.quantflow(["up"]);
    expect(code, stderr).toBe(0);
  });
  afterAll(() => clone.destroy());

  it.each(EXAMPLES)("gets the comment that $name shows", async (example) => {
    await git(clone, "apply", example.diff);
    const plan = await planOf(clone, example);
    const review = ["review", plan, "--format", "markdown", "--title", example.title];
    const { code, stdout, stderr, seconds } = await clone.quantflow(review);
    measured(`review of the pull request ${example.name}`, seconds);
    await git(clone, "apply", "--reverse", example.diff);
    expect(code, stderr).toBe(example.exitCode);
    if (WRITE) await writeFixture(plan, example);
    else expect(steady(stdout)).toBe(steady(readFileSync(example.comment, "utf8")));
  });
});

const succeeded = ({ code, stdout, stderr }: Outcome): string => {
  expect(code, stdout + stderr).toBe(0);
  return stdout;
};

const git = async ({ directory }: Clone, ...args: readonly string[]) =>
  succeeded(await run("git", args, { directory }));

/** Synthesized and planned as it stands, and nothing applied. Answers the file of the plan as JSON. */
async function planOf({ directory, home, variables }: Clone, { name }: Example): Promise<string> {
  const out = join(home, "cdktf.out");
  const { binary, configuration } = JSON.parse(readFileSync(join(home, "terraform.json"), "utf8"));
  const environment = {
    ...variables,
    QUANTFLOW_OUT: out,
    CHECKPOINT_DISABLE: "1",
    ...(configuration && { TF_CLI_CONFIG_FILE: configuration }),
  };
  succeeded(await run("npx", ["tsx", "main.ts"], { directory, environment }));
  const inStack = { directory: join(out, "stacks", "platform"), environment };
  const saved = join(home, `${name}.tfplan`);
  succeeded(await run(binary, ["plan", "-input=false", "-lock=false", `-out=${saved}`], inStack));
  const file = join(home, `${name}.json`);
  writeFileSync(file, succeeded(await run(binary, ["show", "-json", saved], inStack)));
  return file;
}

async function writeFixture(plan: string, { plan: fixture }: Example): Promise<void> {
  const slim = await run("npx", ["tsx", SLIM], { directory: repository, input: readFileSync(plan) });
  writeFileSync(fixture, succeeded(slim));
}

/** Without what differs from one day to the next: hashes of files and images, ids that the engine gave. */
const steady = (comment: string): string => comment.trim().replace(/\b[0-9a-f]{8,64}\b/g, "…");
