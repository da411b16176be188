import { describe, expect, it } from "vitest";
import { BOT, gitHubServer, gitLabServer } from "./forges.ts";
import { onGitHub, onGitLab, review, written } from "./jobs.ts";

describe("a forge that fails", () => {
  it("is asked again when it was only busy, with the pauses that it names", async () => {
    const server = await gitHubServer();
    server.next.push(
      { status: 503, body: "unicorn" },
      { status: 429, headers: { "retry-after": "7" }, body: { message: "slow down" } },
      { status: 403, body: { message: "You have exceeded a secondary rate limit." } },
    );
    const { code, pauses } = await onGitHub(server, written(review("x")));
    expect({ code, pauses, comments: server.comments.length }).toEqual({
      code: 0,
      pauses: [1000, 7000, 240_000],
      comments: 1,
    });
  });

  it("is waited for until the time that its spent limit begins anew", async () => {
    const server = await gitHubServer();
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000090" };
    server.next.push({ status: 403, headers, body: { message: "API rate limit exceeded" } });
    expect((await onGitHub(server, written(review("x")))).pauses).toEqual([90_000]);
  });

  it("is given up after four tries", async () => {
    const server = await gitHubServer();
    server.next.push(...Array.from({ length: 4 }, () => ({ status: 500, body: { message: "Server Error" } })));
    const { code, told, pauses } = await onGitHub(server, written(review("x")));
    expect({ code, pauses, asked: server.requests.length }).toEqual({
      code: 1,
      pauses: [1000, 2000, 4000],
      asked: 4,
    });
    expect(told).toContain("GitHub answers 500: Server Error.");
    expect(told).toContain("(comment/try-later)");
  });

  it("is not waited for when it asks for more than a job may cost", async () => {
    const server = await gitHubServer();
    server.next.push({ status: 429, headers: { "retry-after": "3600" }, body: { message: "later" } });
    expect(await onGitHub(server, written(review("x")))).toMatchObject({ code: 1, pauses: [] });
  });

  it("leaves one comment when it wrote it and failed to say so", async () => {
    const server = await gitHubServer();
    const self = { status: 200, body: { data: { viewer: { login: BOT } } } };
    server.next.push(self, { status: 200, body: [] }, "applied, then 502");
    const { code } = await onGitHub(server, written(review("x")));
    expect({ code, comments: server.comments }).toEqual({
      code: 0,
      comments: [{ id: 101, author: BOT, text: review("x") }],
    });
  });

  it.each([
    [401, "Bad credentials", "env: GITHUB_TOKEN"],
    [403, "Resource not accessible by integration", "permissions: pull-requests: write"],
    [404, "Not Found", "GITHUB_REPOSITORY"],
  ])("is told with what to grant when GitHub answers %i", async (status, message, remedy) => {
    const server = await gitHubServer();
    server.next.push({ status, body: { message } });
    const { code, told, pauses } = await onGitHub(server, written(review("x")));
    expect({ code, pauses }).toEqual({ code: 1, pauses: [] });
    expect(told).toContain(`GitHub answers ${status} to POST ${server.origin}/graphql: ${message}.`);
    expect(told).toContain(remedy);
    expect(told).toContain("(comment/refused)");
  });

  it.each([
    [401, { message: "401 Unauthorized" }, "may have expired"],
    [403, { error: "insufficient_scope", error_description: "The request requires higher privileges" }, "scope api"],
    [404, { message: "404 Project Not Found" }, "GitLab hides"],
  ])("is told with what to grant when GitLab answers %i", async (status, body, remedy) => {
    const server = await gitLabServer();
    server.next.push({ status, body });
    const { code, told } = await onGitLab(server, written(review("x")));
    expect(code).toBe(1);
    expect(told).toContain(remedy);
  });

  it.each([
    ["a page for people", { status: 200, body: "<html>log in</html>" }],
    ["JSON of another form", { status: 200, body: { login: 7 } }],
    ["a redirection", { status: 302, headers: { location: "http://127.0.0.1:1/" }, body: "" }],
  ])("is told when it answers with %s", async (_what, reply) => {
    const server = await gitHubServer();
    server.next.push(reply);
    const { code, told } = await onGitHub(server, written(review("x")));
    expect({ code, asked: server.requests.length }).toEqual({ code: 1, asked: 1 });
    expect(told).toContain("(comment/not-an-api)");
  });

  it("does not follow a list to another server, nor in a circle", async () => {
    const self = { status: 200, body: { data: { viewer: { login: BOT } } } };
    const server = await gitHubServer();
    for (const next of [
      "http://127.0.0.1:1/comments",
      `${server.origin}/repos/acme/quantflow/issues/7/comments?per_page=100`,
    ]) {
      server.next.push(self, { status: 200, headers: { link: `<${next}>; rel="next"` }, body: [] });
      const { code, told } = await onGitHub(server, written(review("x")));
      expect(code).toBe(1);
      expect(told).toContain(`${next} is not answered as the forge's API does: a list leads there.`);
    }
  });

  it("is told when nothing listens at its address", async () => {
    const { code, told, pauses } = await onGitHub({ origin: "http://127.0.0.1:1" }, written(review("x")));
    expect({ code, pauses }).toEqual({ code: 1, pauses: [1000, 2000, 4000] });
    expect(told).toContain("(comment/no-answer)");
  });
});
