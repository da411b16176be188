import { describe, expect, it } from "vitest";
import { commitOf } from "../../../cli/plan/commit.ts";
import type { Outcome } from "../../../cli/run.ts";
import { ended, fakeRun } from "../fixtures.ts";
import { COMMIT } from "./fixtures.ts";

const git = (answers: Readonly<Record<string, Outcome>>) =>
  fakeRun(([what = ""]) => answers[what] ?? ended("", 1, `git ${what} was not foreseen`));
const asked = (answers: Readonly<Record<string, Outcome>>, variables: NodeJS.ProcessEnv = {}) =>
  commitOf({ root: "/clone", variables, run: git(answers).run });

describe("the commit of a plan", () => {
  it("is what is checked out", async () => {
    expect(await asked({ "rev-parse": ended(`${COMMIT}\n`) })).toBe(COMMIT);
  });

  it("need not be all there is in the work tree of one's own machine", async () => {
    const answers = { "rev-parse": ended(COMMIT), status: ended(" M rules/feed.ts\n") };
    expect(await asked(answers, { CI: "false" })).toBe(COMMIT);
  });

  it("is all that there may be in CI", async () => {
    const answers = { "rev-parse": ended(COMMIT), status: ended(" M rules/feed.ts\n") };
    await expect(asked(answers, { CI: "true" })).rejects.toMatchObject({
      code: "plan/dirty",
      message: expect.stringContaining("rules/feed.ts"),
    });
    expect(await asked({ ...answers, status: ended("") }, { CI: "true" })).toBe(COMMIT);
  });

  it("is missed with git's own words, and where there is no git", async () => {
    const words = "fatal: not a git repository";
    await expect(asked({ "rev-parse": ended("", 128, words) })).rejects.toMatchObject({
      code: "plan/no-commit",
      message: expect.stringContaining(words),
    });
    const run = () => Promise.reject(Object.assign(new Error("spawn git ENOENT"), { code: "ENOENT" }));
    await expect(commitOf({ root: "/clone", variables: {}, run })).rejects.toThrow("there is no git");
  });
});
