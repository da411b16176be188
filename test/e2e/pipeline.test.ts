import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { GITHUB_TOKEN, gitHubServer, type PlayedForge } from "../cli/comment/forges.ts";
import { EXAMPLES } from "../docs/ci-examples.ts";
import { inspect, runningNames } from "./engine.ts";
import { measured } from "./report.ts";
import { type Shared, shared } from "./shared.ts";

const example = EXAMPLES.find(({ name }) => name === "raise-a-threshold");

describe("a pull request that CI's script takes from plan to apply, with no variable but what it names", () => {
  let here: Shared;
  beforeAll(async () => {
    here = await shared();
    await git("init", "--quiet");
    await git("add", "--all", "--", ".", ":!node_modules");
    await commit("as it is");
  });
  afterAll(async () => {
    rmSync(join(here.clone.directory, ".git"), { recursive: true });
    await here.clone.restore();
    expect(await here.clone.quantflow(["up"])).toMatchObject({ code: 0 });
  });

  const file = (name: string): string => join(here.clone.home, name);
  const text = (name: string): string => readFileSync(file(name), "utf8");
  const git = async (...args: readonly string[]) => {
    const outcome = await run("git", args, { directory: here.clone.directory });
    expect(outcome.code, outcome.stderr).toBe(0);
  };
  const commit = (message: string) =>
    git("-c", "user.name=e2e", "-c", "user.email=e2e@example.org", "commit", "--quiet", "--all", "-m", message);
  const running = async () =>
    (await inspect(await runningNames(here.clone.prefix))).map(({ Name, Id, State }) => [Name, Id, State.StartedAt]);

  function variablesFor({ origin }: PlayedForge): NodeJS.ProcessEnv {
    writeFileSync(file("event.json"), JSON.stringify({ pull_request: { number: 7 } }));
    const kept = Object.entries(here.clone.variables).filter(([name]) => /^(?:PATH|HOME|QUANTFLOW_.*)$/.test(name));
    return {
      ...Object.fromEntries(kept),
      GITHUB_REPOSITORY: "acme/quantflow",
      GITHUB_API_URL: origin,
      GITHUB_GRAPHQL_URL: `${origin}/graphql`,
      GITHUB_EVENT_PATH: file("event.json"),
      GITHUB_TOKEN,
      GITHUB_OUTPUT: file("output"),
      GITHUB_STEP_SUMMARY: file("summary.md"),
    };
  }

  async function pipeline(step: string, environment: NodeJS.ProcessEnv): Promise<string> {
    const began = performance.now();
    const { directory } = here.clone;
    const script = join(directory, ".ci", "pipeline");
    const { code, stdout, stderr } = await run(script, [step, file("ci-plan")], { directory, environment });
    measured(`.ci/pipeline ${step}`, (performance.now() - began) / 1000);
    expect(code, stdout + stderr).toBe(0);
    return stdout;
  }

  it("is commented on, applied as it was reviewed without a restart, and then no change in the same comment", async () => {
    const server = await gitHubServer();
    const variables = variablesFor(server);
    const before = await running();
    await git("apply", example?.diff ?? "");
    await commit("raise a threshold");

    await pipeline("plan", variables);
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.text).toContain("alert FeedStale");
    expect(text("summary.md").trim()).toBe(server.comments[0]?.text);
    expect(text("output")).toBe("outcome=changes\n");
    expect(await running()).toEqual(before);

    expect(await pipeline("apply", variables)).toContain("Applied as reviewed");
    expect(await running()).toEqual(before);

    await pipeline("plan", variables);
    expect(text("output")).toBe("outcome=changes\noutcome=none\n");
    expect(server.comments).toHaveLength(1);
    expect(server.comments[0]?.text).not.toContain("FeedStale");
  });
});
