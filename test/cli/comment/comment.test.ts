import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markedReview } from "../../../cli/comment/marked-review.ts";
import { main } from "../../../cli/main.ts";
import { markdownMarker } from "../../../lib/review/outputs/markdown.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";
import { BOT, GITHUB_TOKEN, gitHubServer, gitLabServer } from "./forges.ts";
import { onGitHub, onGitLab, review, written } from "./jobs.ts";

describe("a review on a pull request", () => {
  it("is one comment, written by the first run and updated by the second", async () => {
    const server = await gitHubServer([{ id: 1, author: "maria", text: "please raise it" }]);
    const first = await onGitHub(server, written(review("1 restarted")));
    expect(first.code).toBe(0);
    expect(first.told).toBe(
      "The review was written on pull request 7 of acme/quantflow on GitHub: https://github.example/acme/quantflow/pull/7#issuecomment-101",
    );
    const second = await onGitHub(server, written(review("no change")));
    expect(second.told).toContain("The review was updated on pull request 7");
    expect(server.comments).toEqual([
      { id: 1, author: "maria", text: "please raise it" },
      { id: 101, author: BOT, text: review("no change") },
    ]);
  });

  it("is found on the last of several pages", async () => {
    const others = [1, 2, 3, 4, 5, 6, 7].map((id) => ({ id, author: "maria", text: `${id}` }));
    const server = await gitHubServer([...others, { id: 8, author: BOT, text: review("old") }]);
    await onGitHub(server, written(review("new")));
    expect(server.comments.at(-1)).toEqual({ id: 8, author: BOT, text: review("new") });
    expect(server.comments).toHaveLength(8);
  });

  it("leaves alone what others wrote under the same marker, and reviews with another title", async () => {
    const before = [
      { id: 1, author: "mallory", text: review("all is well") },
      { id: 2, author: BOT, text: `${markdownMarker("Staging")}\n## Staging` },
      { id: 3, author: BOT, text: `> ${review("quoted")}` },
    ];
    const server = await gitHubServer(structuredClone(before));
    await onGitHub(server, written(review("1 destroyed")));
    expect(server.comments).toEqual([...before, { id: 101, author: BOT, text: review("1 destroyed") }]);
  });

  it("updates the newest of several and takes the outdated ones away", async () => {
    const copies = [4, 9, 6].map((id) => ({ id, author: BOT, text: review(`run ${id}`) }));
    const server = await gitHubServer(copies);
    const { told } = await onGitHub(server, written(review("run 10")));
    expect(server.comments).toEqual([{ id: 9, author: BOT, text: review("run 10") }]);
    expect(told).toContain("2 older copies of it, out of date, went.");
  });

  it("finds a comment whose lines GitHub ends in CR LF", async () => {
    const server = await gitHubServer([{ id: 5, author: BOT, text: review("old").replaceAll("\n", "\r\n") }]);
    await onGitHub(server, written(review("new")));
    expect(server.comments).toEqual([{ id: 5, author: BOT, text: review("new") }]);
  });

  it("is written on the request that the command line names, where the event has none", async () => {
    const server = await gitHubServer();
    const push = written(JSON.stringify({ ref: "refs/heads/main" }), "push.json");
    const { code } = await onGitHub(server, written(review("x")), { GITHUB_EVENT_PATH: push }, "--pull-request", "7");
    expect({ code, comments: server.comments.length }).toEqual({ code: 0, comments: 1 });
  });

  it("is written on GitLab by the token's own user, and updated there", async () => {
    const server = await gitLabServer([{ id: 3, author: "maria", text: review("mine") }]);
    const { code, told } = await onGitLab(server, written(review("1 restarted")));
    expect({ code, told }).toEqual({
      code: 0,
      told: "The review was written on merge request 7 of project 42 on GitLab: https://gitlab.example/acme/quantflow/-/merge_requests/7#note_101",
    });
    await onGitLab(server, written(review("no change")));
    expect(server.comments.map(({ text }) => text)).toEqual([review("mine"), review("no change")]);
  });

  it("goes to the project that a fork's merge request is for", async () => {
    const server = await gitLabServer();
    const fork = { CI_PROJECT_ID: "99", CI_MERGE_REQUEST_PROJECT_ID: "42" };
    expect((await onGitLab(server, written(review("x")), fork)).code).toBe(0);
    expect(server.comments).toHaveLength(1);
  });
});

describe("what is not published", () => {
  it.each([
    ["an empty file", "", "comment/no-review"],
    ["a file of blanks", "\n \n", "comment/no-review"],
    ["a text without the marker", "## Review\n", "comment/unmarked"],
    ["a review too long for a comment", review("x".repeat(65_536)), "comment/too-long"],
  ])("is %s", async (_what, text, code) => {
    const server = await gitHubServer();
    const outcome = await onGitHub(server, written(text));
    expect(outcome.code).toBe(1);
    expect(outcome.told).toContain(`(${code})`);
    expect(server.requests).toEqual([]);
  });

  it("is a file that is not there", async () => {
    const server = await gitHubServer();
    const { code, told } = await onGitHub(server, join(temporaryFolder(), "review.md"));
    expect(code).toBe(1);
    expect(told).toContain("no such file");
    expect(server.requests).toEqual([]);
  });

  it("is a token: not where a server quotes it, and not where it is broken", async () => {
    const server = await gitHubServer();
    server.next.push({ status: 422, body: { message: `who is ${GITHUB_TOKEN}?` } });
    const quoted = await onGitHub(server, written(review("x")));
    expect(quoted.told).toContain("who is ***?");
    const broken = await onGitHub(server, written(review("x")), { GITHUB_TOKEN: `${GITHUB_TOKEN}\nsecond` });
    expect(broken.told).toContain("(comment/broken-token)");
    expect(quoted.told + broken.told).not.toContain(GITHUB_TOKEN);
  });

  it("is nothing of a token that ends in a line break: that one works", async () => {
    const server = await gitHubServer();
    expect((await onGitHub(server, written(review("x")), { GITHUB_TOKEN: `${GITHUB_TOKEN}\n` })).code).toBe(0);
  });
});

describe("a run", () => {
  it("without a token says how to hand one over", async () => {
    const server = await gitHubServer();
    const { code, told } = await onGitHub(server, written(review("x")), { GITHUB_TOKEN: "" });
    expect(code).toBe(1);
    expect(told).toContain("env: GITHUB_TOKEN: ${{ github.token }}");
  });

  it("of GitLab says that a job's own token does not do", async () => {
    const server = await gitLabServer();
    const { code, told } = await onGitLab(server, written(review("x")), { GITLAB_TOKEN: "", CI_JOB_TOKEN: "64_abc" });
    expect(code).toBe(1);
    expect(told).toContain("CI_JOB_TOKEN may read notes and not write them");
    expect(server.requests).toEqual([]);
  });

  it("that belongs to no pull request says where the review stands", async () => {
    const file = written(review("x"));
    const { context, told } = playedContext();
    expect(await main(["comment", file], context)).toBe(0);
    expect(told()).toBe(`No comment was written: the review stands in ${file}`);
  });

  it.each(["0", "-1", "7; rm", "99999999999", "seven"])("refuses %s as a number", async (number) => {
    const server = await gitHubServer();
    const { code, told } = await onGitHub(server, written(review("x")), {}, `--pull-request=${number}`);
    expect({ code, asked: server.requests.length }).toEqual({ code: 1, asked: 0 });
    expect(told).toContain("(comment/broken-number)");
  });

  it("whose event is cut short says how to name the request", async () => {
    const server = await gitHubServer();
    const { code, told } = await onGitHub(server, written(review("x")), { GITHUB_EVENT_PATH: written('{"pull', "e") });
    expect(code).toBe(1);
    expect(told).toContain("--pull-request NUMBER");
  });
});

describe("the job summary", () => {
  it("gets the review after what stands there, with the comment and without", async () => {
    const server = await gitHubServer();
    const summary = written("before\n", "summary.md");
    await onGitHub(server, written(review("x")), { GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, "utf8")).toBe(`before\n${review("x")}\n`);
    const only = { GITHUB_STEP_SUMMARY: summary, GITHUB_TOKEN: "" };
    expect((await onGitHub(server, written(review("y")), only, "--summary-only")).code).toBe(0);
    expect(readFileSync(summary, "utf8")).toBe(`before\n${review("x")}\n${review("y")}\n`);
    expect(server.comments).toHaveLength(1);
  });

  it("is left as it is when the review would not fit within its 1 MiB", async () => {
    const server = await gitHubServer();
    const full = "é".repeat(512 * 1024 - 4);
    const summary = written(full, "summary.md");
    const { code, told } = await onGitHub(server, written(review("x")), { GITHUB_STEP_SUMMARY: summary });
    expect(code).toBe(0);
    expect(told).toContain("no room for the review (1 MiB a step)");
    expect(readFileSync(summary, "utf8")).toBe(full);
  });
});

it("knows the marker of every title", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (title) => {
      const text = `${markdownMarker(title)}\n## x`;
      expect(markedReview(written(text)).marker).toBe(text.split("\n", 1)[0]);
    }),
    { numRuns: 50 },
  );
});
