import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markdownMarker } from "../../lib/review/outputs/markdown.ts";
import { GITHUB_TOKEN, GITLAB_TOKEN, gitHubServer, gitLabServer, type PlayedForge } from "../cli/comment/forges.ts";
import { repository } from "../cli/fixtures.ts";
import { type Bare, bare } from "./bare.ts";

const review = (said: string): string => `${markdownMarker("Plan")}\n## Plan\n\n${said}\n`;
const plan = (name: string): string => join(repository, "test", "cli", "review", "plans", `${name}.json`);
const ALL = ["platform.tfplan.encrypted", "review.html", "review.json", "review.md", "seal.json"];

/** The variables that GitHub Actions sets in a job for pull request 7. */
function onGitHub({ home }: Bare, { origin }: PlayedForge): NodeJS.ProcessEnv {
  const event = join(home, "event.json");
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
  return {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_REPOSITORY: "acme/quantflow",
    GITHUB_API_URL: origin,
    GITHUB_GRAPHQL_URL: `${origin}/graphql`,
    GITHUB_EVENT_PATH: event,
    GITHUB_STEP_SUMMARY: join(home, "summary.md"),
    GITHUB_OUTPUT: join(home, "output"),
  };
}

describe("the pipeline in a bare environment", { timeout: 120_000 }, () => {
  it("plans, reviews and comments; the next push updates the comment", async () => {
    const [machine, server] = [await bare(), await gitHubServer([{ id: 1, author: "maria", text: "one more thing" }])];
    const variables = { ...onGitHub(machine, server), GITHUB_TOKEN };
    machine.plans(plan("threshold"));
    const first = await machine.pipeline(["plan", machine.plan], variables);
    expect(first.code, first.stderr).toBe(0);
    expect(server.comments).toHaveLength(2);
    expect(server.comments[1]?.text).toContain("FeedStale");
    expect(machine.read("summary.md").trim()).toBe(server.comments[1]?.text);
    expect(machine.read("output")).toBe("outcome=changes\n");
    expect(machine.files()).toEqual(ALL);

    machine.plans(plan("image"));
    expect((await machine.pipeline(["plan", machine.plan], variables)).code).toBe(0);
    expect(server.comments).toHaveLength(2);
    expect(server.comments[1]).toMatchObject({ id: 101, text: expect.stringContaining("timescaledb") });
    expect(server.comments[1]?.text).not.toContain("FeedStale");
  });

  it("says of a plan without changes that there is nothing to apply", async () => {
    const [machine, server] = [await bare(), await gitHubServer()];
    machine.answers(0, review("No change."));
    const { code } = await machine.pipeline(["plan", machine.plan], { ...onGitHub(machine, server), GITHUB_TOKEN });
    expect({ code, output: machine.read("output") }).toEqual({ code: 0, output: "outcome=none\n" });
    expect(server.comments.map(({ text }) => text)).toEqual([review("No change.").trim()]);
  });

  it("fails where a policy refuses, after the comment told why", async () => {
    const [machine, server] = [await bare(), await gitHubServer()];
    machine.answers(3, review("A policy refuses."));
    const { code } = await machine.pipeline(["plan", machine.plan], { ...onGitHub(machine, server), GITHUB_TOKEN });
    expect({ code, output: machine.read("output") }).toEqual({ code: 3, output: "outcome=refused\n" });
    expect(server.comments[0]?.text).toContain("A policy refuses.");
  });

  it.each([
    [4, "what was withheld"],
    [1, "what a failed plan had begun"],
  ])("ends with %i and publishes nothing of %s, nor of the run before", async (code) => {
    const [machine, server] = [await bare(), await gitHubServer()];
    const variables = { ...onGitHub(machine, server), GITHUB_TOKEN };
    machine.answers(code, review("half of it"));
    expect((await machine.pipeline(["plan", machine.plan], variables)).code).toBe(code);
    expect([machine.files(), server.requests, machine.read("summary.md"), machine.read("output")]).toEqual([
      [],
      [],
      "",
      "",
    ]);
    const after = await machine.pipeline(["comment", machine.plan], variables);
    expect(after.code).toBe(1);
    expect(after.stderr).toContain("(comment/no-review)");
    expect(server.requests).toEqual([]);
  });

  it("leaves other files of the folder alone", async () => {
    const machine = await bare();
    mkdirSync(machine.plan);
    writeFileSync(join(machine.plan, "notes.txt"), "mine");
    machine.answers(1);
    await machine.pipeline(["plan", machine.plan]);
    expect(machine.files()).toEqual(["notes.txt"]);
  });

  it("fails when the comment cannot be written: an outdated one would stand there", async () => {
    const [machine, server] = [await bare(), await gitHubServer()];
    machine.answers(2, review("1 restarted"));
    const variables = { ...onGitHub(machine, server), GITHUB_TOKEN: "ghs_ofSomebodyElse" };
    const { code, stderr } = await machine.pipeline(["plan", machine.plan], variables);
    expect(code).toBe(1);
    expect(stderr).toContain("GitHub answers 401");
    expect(stderr).not.toContain("ghs_ofSomebodyElse");
  });

  it("comments from a job of its own, which alone has the right to", async () => {
    const [machine, server] = [await bare(), await gitHubServer()];
    const variables = onGitHub(machine, server);
    machine.answers(2, review("1 restarted"));
    expect((await machine.pipeline(["plan", machine.plan], variables)).code).toBe(0);
    expect(machine.read("summary.md")).toBe(review("1 restarted"));
    expect(server.requests).toEqual([]);
    expect((await machine.pipeline(["comment", machine.plan], { ...variables, GITHUB_TOKEN })).code).toBe(0);
    expect(server.comments).toHaveLength(1);
  });

  it("comments on GitLab's merge request", async () => {
    const [machine, server] = [await bare(), await gitLabServer()];
    machine.answers(2, review("1 restarted"));
    const variables = {
      GITLAB_CI: "true",
      CI_API_V4_URL: `${server.origin}/api/v4`,
      CI_PROJECT_ID: "42",
      CI_MERGE_REQUEST_IID: "7",
      GITLAB_TOKEN,
    };
    const { code, stderr } = await machine.pipeline(["plan", machine.plan], variables);
    expect({ code, comments: server.comments.length }, stderr).toEqual({ code: 0, comments: 1 });
  });

  it("plans on a laptop and says where the review stands, whatever folder it is called from", async () => {
    const machine = await bare();
    machine.answers(2, review("1 restarted"));
    const { code, stderr } = await machine.pipeline(["plan", "plan"]);
    expect({ code, files: machine.files() }).toEqual({ code: 0, files: ALL });
    expect(stderr).toContain(`the review stands in ${machine.plan}/review.md`);
  });

  it.each([0, 1])("applies the plan of the folder and answers as apply does: %i", async (code) => {
    const machine = await bare();
    machine.answers(code, "applied\n");
    const outcome = await machine.pipeline(["apply", machine.plan]);
    expect(outcome).toMatchObject({ code, stdout: "applied\n" });
    expect(machine.read("asked")).toBe(`apply ${machine.plan}\n`);
  });

  const LINES = "admin-password=a=b c\n\n.digest-key=$x";
  const FILES = "QUANTFLOW_SECRET_ADMIN_PASSWORD_FILE: a=b c\nQUANTFLOW_SECRET__DIGEST_KEY_FILE: $x\n";

  it.each([
    ["plan", "as lines", LINES],
    ["apply", "as lines", LINES],
    ["drift", "as lines", LINES],
    ["apply", "in base64", Buffer.from(LINES).toString("base64")],
    ["apply", "in base64 that was wrapped", Buffer.from(LINES).toString("base64").replace(/.{16}/g, "$&\n")],
  ])(
    "hands the services' secrets to %s as files, which go with it, when it is given them %s",
    async (step, _how, given) => {
      const machine = await bare();
      machine.answers(0, review("No change."));
      const variables = { CI: "true", TMPDIR: machine.home, QUANTFLOW_SECRETS: given };
      const { code, stdout, stderr } = await machine.pipeline([step, machine.plan], variables);
      expect(code, stderr).toBe(0);
      expect(machine.read("handed")).toBe(FILES);
      expect(stdout + stderr).not.toContain("a=b c");
      expect(readdirSync(machine.home).filter((name) => name.startsWith("tmp."))).toEqual([]);
    },
  );

  it("tells GitHub every value that its log must hide, as it knows the lines alone", async () => {
    const machine = await bare();
    const variables = {
      CI: "true",
      GITHUB_ACTIONS: "true",
      QUANTFLOW_SECRETS: "admin-password=a=b c\n.digest-key=50%x",
    };
    const { stdout } = await machine.pipeline(["apply", machine.plan], variables);
    expect(stdout).toBe("::add-mask::a=b c\n::add-mask::50%25x\n");
  });

  it("fetches the packages in a step without secrets, and in CI runs no script of theirs in any step", async () => {
    const machine = await bare();
    expect(await machine.pipeline(["install"], { CI: "true" })).toMatchObject({ code: 0, stdout: "" });
    expect([machine.read("asked"), machine.read("ignores-scripts")]).toEqual(["--help\n", "true"]);
    await machine.pipeline(["apply", machine.plan], { CI: "true", QUANTFLOW_SECRETS: LINES });
    expect(machine.read("ignores-scripts")).toBe("true");
    await machine.pipeline(["install"]);
    expect(machine.read("ignores-scripts")).toBe("");
  });

  it.each([
    ["admin-password", "a line that is not NAME=VALUE"],
    ["../../etc/passwd=x", "a line that is not NAME=VALUE"],
    ["bm90aGluZyBvZiBvdXJz", "a line that is not NAME=VALUE"],
    ["abcde", "neither lines of NAME=VALUE nor their base64"],
    ["", "this job would give every service a new password"],
  ])("applies nothing in CI with the secrets %j, and quotes none", async (given, told) => {
    const machine = await bare();
    const { code, stderr } = await machine.pipeline(["apply"], { CI: "true", QUANTFLOW_SECRETS: given });
    expect(code).toBe(1);
    expect(stderr).toContain(told);
    expect(machine.read("asked")).toBe("");
    if (given !== "") expect(stderr).not.toContain(given);
  });

  it.each([
    [0, "", "## Drift\n\nNone: what runs is what the code says.\n"],
    [
      0,
      "content was not looked at",
      "## Drift\n\nNone in what was looked at.\n\n<pre>\ncontent was not looked at\n</pre>\n",
    ],
    [2, "docker_network.edge <b>: gone", "## Drift\n\n<pre>\ndocker_network.edge &lt;b&gt;: gone\n</pre>\n"],
    [1, "the engine does not answer", ""],
    [4, "", ""],
  ])("looks for drift and answers %i, with what it found in the job summary", async (code, says, summary) => {
    const machine = await bare();
    machine.answers(code, says);
    const outcome = await machine.pipeline(["drift"], { GITHUB_STEP_SUMMARY: join(machine.home, "summary.md") });
    expect(outcome).toMatchObject({ code, stdout: says === "" ? "" : `${says}\n` });
    expect(machine.read("summary.md")).toBe(summary);
  });

  it.each([
    [0, "**All of it holds.**"],
    [1, "**It failed**"],
  ])("checks without a secret, answers %i and says in the job summary that nothing was planned", async (code, told) => {
    const machine = await bare();
    machine.answers(code);
    const outcome = await machine.pipeline(["check"], { GITHUB_STEP_SUMMARY: join(machine.home, "summary.md") });
    expect(outcome.code).toBe(code);
    expect(machine.read("summary.md")).toContain("## Checked, not planned");
    expect(machine.read("summary.md")).toContain(told);
    expect(machine.read("asked")).toBe("check\n");
  });

  it.each([0, 1])("audits what is pinned and answers %i, with what was said in the job summary", async (code) => {
    const machine = await bare();
    machine.answers(code, "not checked: a <b>: no answer");
    const outcome = await machine.pipeline(["audit"], { GITHUB_STEP_SUMMARY: join(machine.home, "summary.md") });
    expect(outcome).toMatchObject({ code, stdout: "not checked: a <b>: no answer\n" });
    expect(machine.read("summary.md")).toBe("## Supply chain\n\n<pre>\nnot checked: a &lt;b&gt;: no answer\n</pre>\n");
    expect(machine.read("asked")).toBe("supply-chain --audit --build\n");
  });

  it.each([[[]], [["deploy"]]])("tells its steps when it is asked for %j", async (args) => {
    const { code, stderr } = await (await bare()).pipeline(args);
    expect(code).toBe(64);
    expect(stderr).toContain("Usage: .ci/pipeline STEP [DIR]");
  });
});
