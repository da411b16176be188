/**
 * The pull requests of docs/ci/examples. Each diff must apply to the tree as it is today; its comment is what the pull
 * request's own code says of the plan that test/e2e/examples.test.ts makes of it. `-u` writes the comments anew.
 */
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Outcome, run } from "../../cli/run.ts";
import { writeResolution } from "../../stacks/resolution.ts";
import { copyTree, repository } from "../e2e/clone.ts";
import { EXAMPLES, type Example, wordsOf } from "./ci-examples.ts";

const git = (directory: string, ...args: readonly string[]): Promise<Outcome> => run("git", args, { directory });

/** A copy of the tree in which the pull request is merged; outside of it nothing is changed. */
async function merged(directory: string, { diff }: Pick<Example, "diff">): Promise<() => Promise<void>> {
  const applied = await git(directory, "apply", diff);
  expect(applied.code, applied.stderr).toBe(0);
  return async () => {
    const undone = await git(directory, "apply", "--reverse", diff);
    expect(undone.code, undone.stderr).toBe(0);
  };
}

describe.each(EXAMPLES)("the pull request $name", (example) => {
  it("applies to the tree as it is", async () => {
    const { code, stderr } = await git(repository, "apply", "--check", example.diff);
    expect(code, stderr).toBe(0);
  });

  it("is told in its comment by what its diff takes away and puts in its place", () => {
    const comment = readFileSync(example.comment, "utf8");
    const { removed, added } = wordsOf(readFileSync(example.diff, "utf8"));
    expect([removed, added]).not.toContainEqual([]);
    for (const word of [...removed, ...added]) expect(comment).toMatch(new RegExp(`(?<![\\w.])${word}(?![\\w.])`));
  });
});

describe("the comment that the pull request's own code gives", () => {
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "quantflow-examples-"));
    await copyTree(directory);
    symlinkSync(join(repository, "node_modules"), join(directory, "node_modules"));
    // What `up` found where the plans were made: images built on the machine itself.
    writeResolution(join(directory, ".quantflow", "quantflow-examples-local"), {
      imageSource: { kind: "local" },
      available: [],
      secrets: [],
    });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(EXAMPLES)(
    "is the one that $name shows",
    async (example) => {
      const undo = await merged(directory, example);
      const { code, stdout, stderr } = await run(
        process.execPath,
        ["cli/quantflow.mjs", "review", example.plan, "--format", "markdown", "--title", example.title],
        { directory, environment: { ...process.env, QUANTFLOW_ENVIRONMENT: "local", QUANTFLOW_INSTANCE: "examples" } },
      );
      await undo();
      expect(stderr).toBe("");
      expect(code).toBe(example.exitCode);
      await expect(stdout).toMatchFileSnapshot(example.comment);
    },
    120_000,
  );
});
