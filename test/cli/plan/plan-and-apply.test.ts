import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { interrupted } from "../../../cli/errors.ts";
import { tellCourse } from "../../../cli/plan/course.ts";
import { reportPlan } from "../../../cli/plan/report.ts";
import { type Review, ReviewError, type Verdict } from "../../../lib/review/index.ts";
import { playedContext } from "../fixtures.ts";
import { workshop } from "./fixtures.ts";

const WRITTEN = [
  "platform.tfplan.encrypted",
  "review.html",
  "review.json",
  "review.md",
  "seal.json",
  "storage.tfplan.encrypted",
];
const verdictOf = (outcome: Verdict["outcome"]): Verdict => ({
  ...{ outcome, effects: [], refusals: [], waived: [], unwatched: [], cautions: [], stacks: [] },
});
const reviewOf = (outcome: Verdict["outcome"], requireClean: () => void = () => {}) => {
  const review: Review = { verdict: verdictOf(outcome), requireClean };
  return async () => review;
};
const mismatch = (message: RegExp) => ({ code: "apply/mismatch", message: expect.stringMatching(message) });

describe("a plan", () => {
  it("leaves the review, the seal and encrypted plans, and none in clear", async () => {
    const { plan, directory, site } = workshop();
    expect(await plan()).toMatchObject({ sealed: true, review: { verdict: { outcome: "changes" } } });
    expect(readdirSync(directory).sort()).toEqual(WRITTEN);
    const encrypted = readFileSync(join(directory, "storage.tfplan.encrypted"), "latin1");
    expect(encrypted).toMatch(/^quantflow-plan\/1\n/);
    expect(encrypted).not.toContain("terraform_data");
    expect(existsSync(join(site.instance.directory, "clear-plans"))).toBe(false);
  });

  it("that fails leaves nothing in clear, and no seal of an earlier one", async () => {
    const { plan, failing, directory, site } = workshop();
    await plan();
    failing.add("plan platform");
    await expect(plan()).rejects.toMatchObject({ code: "stack/terraform-failed", message: /plan the platform/ });
    expect(readdirSync(directory)).toEqual([]);
    expect(existsSync(join(site.instance.directory, "clear-plans"))).toBe(false);
  });

  it("without a change is sealed as well, and says so", async () => {
    const { plan, planned } = workshop();
    Object.assign(planned, { storage: ["no-op"], platform: ["no-op"] });
    expect(await plan()).toMatchObject({ sealed: true, review: { verdict: { outcome: "no change" } } });
  });

  it("that a policy refuses is reviewed and not sealed", async () => {
    const { plan, directory } = workshop();
    expect(await plan({ review: reviewOf("refused") })).toMatchObject({ sealed: false });
    expect(readdirSync(directory).sort()).toEqual(["review.html", "review.json", "review.md"]);
  });

  it("whose review would show a secret leaves nothing at all", async () => {
    const { plan, directory, told } = workshop();
    const leak = () => {
      throw new ReviewError("review/secret-would-leak", "A secret would be shown.", "Hide it");
    };
    expect(await plan({ review: reviewOf("changes", leak) })).toMatchObject({ sealed: false, text: undefined });
    expect(readdirSync(directory)).toEqual([]);
    expect(told()).toContain("review/secret-would-leak");
  });
});

const made = (outcome: Verdict["outcome"], text: string | undefined = "the review") => ({
  text,
  sealed: outcome !== "refused",
  review: { verdict: verdictOf(outcome), requireClean: () => {} },
});

describe("the exit code of a plan", () => {
  it.each([
    ["no change", 0],
    ["changes", 2],
    ["refused", 3],
  ] as const)("that says %s is %i", (outcome, code) => {
    const { context, printed, told: words } = playedContext();
    expect(reportPlan(context.terminal, made(outcome), "/plans/one")).toBe(code);
    expect(printed()).toBe("the review");
    expect(words()).toContain(outcome === "refused" ? "cannot be applied" : "npx quantflow apply /plans/one");
  });

  it("that is withheld is 4, and nothing is printed", () => {
    const { context, printed } = playedContext();
    expect(reportPlan(context.terminal, { ...made("changes"), text: undefined }, "/plans/one")).toBe(4);
    expect(printed()).toBe("");
  });
});

describe("an apply", () => {
  it("does what was planned, in the order of the stacks, with the secrets between them", async () => {
    const { plan, apply, calls } = workshop();
    await plan();
    calls.length = 0;
    expect(await apply()).toMatchObject({ complete: true, stacks: { storage: "applied", platform: "applied" } });
    expect(calls).toEqual(["apply storage", "push secrets", "apply platform", "wait for health"]);
  });

  it("leaves a stack alone whose plan has no change", async () => {
    const { plan, apply, calls, planned, told } = workshop();
    planned["storage"] = ["no-op"];
    await plan();
    calls.length = 0;
    expect(await apply()).toMatchObject({ stacks: { storage: "had no change", platform: "applied" } });
    expect(calls).not.toContain("apply storage");
    expect(told()).toBe("storage: its plan has no change, so it is left alone");
  });

  it("is done once", async () => {
    const { plan, apply } = workshop();
    await plan();
    await apply();
    await expect(apply()).rejects.toMatchObject(
      mismatch(/applied already[\s\S]*storage: the state moved .* was 1, is 2/),
    );
  });

  it.each<[string, RegExp, (at: ReturnType<typeof workshop>) => void]>([
    ["a state that moved", /Stack platform: the state moved/, ({ serials }) => serials.set("platform", 9)],
    ["a state that is gone", /Stack platform: there was a state/, ({ serials }) => serials.delete("platform")],
    [
      "another configuration",
      /storage: the synthesized folder/,
      ({ file }) => writeFileSync(file("storage", "a.tf"), ""),
    ],
    ["another provider", /storage: the provider lock/, ({ file }) => rmSync(file("storage", ".terraform.lock.hcl"))],
    ["another review", /The review was/, ({ directory }) => writeFileSync(join(directory, "review.json"), "{}")],
    ["a seal that is too old", /The seal expired/, ({ wait }) => wait(24)],
  ])("refuses %s before anything is touched", async (_what, message, change) => {
    const at = workshop();
    await at.plan();
    at.calls.length = 0;
    change(at);
    await expect(at.apply()).rejects.toMatchObject(mismatch(message));
    expect(at.calls).toEqual([]);
  });

  it("names everything that differs at once, and what to do", async () => {
    const { plan, apply, serials, wait } = workshop();
    await plan();
    serials.set("storage", 5);
    wait(30);
    await expect(apply({ commit: "f".repeat(40) })).rejects.toMatchObject({
      message: expect.stringMatching(/expired[\s\S]*commit was[\s\S]*Stack storage: the state moved/),
      remedy: expect.stringContaining("Plan and review again"),
    });
  });

  it("refuses another engine than was planned against, and says how to come to that one", async () => {
    const { plan, apply, calls } = workshop();
    await plan();
    calls.length = 0;
    await expect(apply({ engine: "another" })).rejects.toMatchObject({
      ...mismatch(/The engine was "d5be1b1b-.*", is "another"/),
      remedy: expect.stringContaining("DOCKER_HOST"),
    });
    expect(calls).toEqual([]);
  });

  it("refuses a first apply whose state would lie elsewhere", async () => {
    const { plan, apply, serials, workbench } = workshop();
    serials.clear();
    await plan();
    const moved = { ...workbench, stacks: workbench.stacks.map((stack) => ({ ...stack, place: "another file" })) };
    await expect(apply({}, moved)).rejects.toMatchObject(
      mismatch(/storage: the place of the state was a file, is another file/),
    );
  });

  it("refuses a plan whose bytes were changed", async () => {
    const { plan, apply, directory, calls } = workshop();
    await plan();
    calls.length = 0;
    const path = join(directory, "platform.tfplan.encrypted");
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(apply()).rejects.toMatchObject({ code: "seal/plan-tampered" });
    expect(calls).toEqual([]);
  });

  it("names a plan that is missing, and a folder without a seal", async () => {
    const { plan, apply, directory } = workshop();
    await plan();
    rmSync(join(directory, "storage.tfplan.encrypted"));
    await expect(apply()).rejects.toMatchObject({ code: "apply/plan-missing" });
    rmSync(join(directory, "seal.json"));
    expect(() => apply()).toThrow(expect.objectContaining({ code: "apply/no-plan" }));
  });

  it("asks again before each stack: a state may move meanwhile", async () => {
    const { plan, apply, serials, inOrder, calls } = workshop();
    await plan();
    calls.length = 0;
    const moving: typeof inOrder = (step) =>
      inOrder(async (name) => {
        if (name === "platform") serials.set("platform", 7);
        await step(name);
      });
    await expect(apply({ inOrder: moving })).rejects.toMatchObject(
      mismatch(/platform: the state moved[\s\S]*storage: applied[\s\S]*platform: not begun/),
    );
    expect(calls).toEqual(["apply storage", "push secrets"]);
  });

  it("stops at the first failure with what was done, what failed, what was not begun, and how to go on", async () => {
    const { plan, apply, failing, calls } = workshop();
    await plan();
    calls.length = 0;
    failing.add("apply storage");
    await expect(apply()).rejects.toMatchObject({
      code: "stack/terraform-failed",
      message: expect.stringMatching(/no room[\s\S]*storage: begun[\s\S]*platform: not begun/),
      remedy: expect.stringContaining("npx quantflow plan"),
    });
    expect(calls).toEqual(["apply storage"]);
  });

  it("that Ctrl-C stops says how far it came, and not that the same command would continue it", async () => {
    const { plan, apply } = workshop();
    await plan();
    const stopping: ReturnType<typeof workshop>["inOrder"] = async (step) => {
      await step("storage");
      throw interrupted();
    };
    await expect(apply({ inOrder: stopping })).rejects.toMatchObject({
      code: "interrupted",
      message: expect.stringMatching(/storage: applied[\s\S]*platform: not begun/),
      remedy: "Plan again: npx quantflow plan. What was applied is then no change.",
    });
  });

  it("that was cut short is told of the next time, until it is planned anew", async () => {
    const { plan, apply, site, failing } = workshop();
    await plan();
    failing.add("apply platform");
    await expect(apply()).rejects.toThrow();
    const { context, told } = playedContext();
    tellCourse(context, site);
    expect(told()).toMatch(/did not come to its end:\n +storage: applied\n +platform: begun/);
  });
});
