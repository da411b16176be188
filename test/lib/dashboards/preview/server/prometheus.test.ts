import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { fakePrometheus, listening, preview } from "./given.ts";

const EMPTY = JSON.stringify({ status: "success", data: { resultType: "vector", result: [] } });
const login = { user: "grafana", password: "secret" };

describe("the way to Prometheus", () => {
  it("passes a query on as it is, with the server's own login and nothing of the browser's", async () => {
    const { url, asked } = await fakePrometheus((_request, response) => response.end(EMPTY));
    const page = await preview({ prometheus: { url: `${url}/prefix/`, login } });
    const headers = { cookie: "session=1", "x-own": "1" };
    const answer = await fetch(`${page}/api/prometheus/api/v1/query?query=up%7Bjob%3D%22a%22%7D`, { headers });
    expect(await answer.text()).toBe(EMPTY);
    const [request] = asked;
    expect(request?.url).toBe("/prefix/api/v1/query?query=up%7Bjob%3D%22a%22%7D");
    expect(request?.headers).toMatchObject({ authorization: "Basic Z3JhZmFuYTpzZWNyZXQ=" });
    expect(request?.headers).not.toHaveProperty("cookie");
    expect(request?.headers).not.toHaveProperty("x-own");
  });

  it("takes a long query as a form", async () => {
    const bodies: string[] = [];
    const { url } = await fakePrometheus(async (request, response) => {
      for await (const chunk of request) bodies.push(String(chunk));
      response.end(EMPTY);
    });
    const page = await preview({ prometheus: { url } });
    const body = new URLSearchParams({ query: "up", start: "1", end: "2", step: "1" });
    const answer = await fetch(`${page}/api/prometheus/api/v1/query_range`, { method: "POST", body });
    expect([answer.status, bodies.join("")]).toEqual([200, "query=up&start=1&end=2&step=1"]);
  });

  it.each([
    ["/api/v1/query?query=up", 200],
    ["/api/v1/query_range?query=up", 200],
    ["/api/v1/label/job/values", 200],
    ["/api/v1/series?match[]=up", 200],
    ["/api/v1/rules", 200],
    ["/api/v1/alerts", 200],
    ["/api/v1/metadata", 200],
    ["/api/v1/status/config", 404],
    ["/api/v1/targets", 404],
    ["/api/v1/admin/tsdb/snapshot", 404],
    ["/-/quit", 404],
    ["/api/v1/label/../status/config/values", 404],
    ["/api/v1/query/../status/config", 404],
    ["/", 404],
  ])("leads to what reads, and nowhere else: %s is answered with %s", async (path, status) => {
    const { url, asked } = await fakePrometheus((_request, response) => response.end(EMPTY));
    const page = await preview({ prometheus: { url } });
    expect((await fetch(`${page}/api/prometheus${path}`)).status).toBe(status);
    expect(asked.length).toBe(status === 200 ? 1 : 0);
  });

  it("takes no other method", async () => {
    const page = await preview();
    for (const [method, path] of [
      ["DELETE", "query"],
      ["POST", "rules"],
    ])
      expect((await fetch(`${page}/api/prometheus/api/v1/${path}`, { method: String(method) })).status).toBe(405);
  });

  it("refuses a query of more than 256 KiB before Prometheus hears of it", async () => {
    const { url, asked } = await fakePrometheus((_request, response) => response.end(EMPTY));
    const page = await preview({ prometheus: { url } });
    const answer = await fetch(`${page}/api/prometheus/api/v1/query`, {
      method: "POST",
      body: new URLSearchParams({ query: "x".repeat(300_000) }),
    });
    expect([answer.status, asked.length]).toEqual([413, 0]);
    expect(await answer.text()).toContain("a query has at most 262144 bytes");
  });

  it("hands on what Prometheus says of a bad query", async () => {
    const error = JSON.stringify({ status: "error", errorType: "bad_data", error: "parse error" });
    const { url } = await fakePrometheus((_request, response) => response.writeHead(400).end(error));
    const page = await preview({ prometheus: { url } });
    const answer = await fetch(`${page}/api/prometheus/api/v1/query?query=(`);
    expect([answer.status, await answer.text()]).toEqual([400, error]);
  });

  it("says in words that Prometheus does not answer", async () => {
    const page = await preview({ prometheus: { url: "http://127.0.0.1:1" } });
    const answer = await fetch(`${page}/api/prometheus/api/v1/query?query=up`);
    expect([answer.status, await answer.json()]).toEqual([
      502,
      {
        status: "error",
        errorType: "unavailable",
        error: "Prometheus does not answer at http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1",
      },
    ]);
  });

  it("does not let a browser ask for a login that is not the person's to give", async () => {
    const { url } = await fakePrometheus((_request, response) =>
      response.writeHead(401, { "www-authenticate": "Basic" }).end("Unauthorized"),
    );
    const page = await preview({ prometheus: { url, login } });
    const answer = await fetch(`${page}/api/prometheus/api/v1/query?query=up`);
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([502, null]);
    expect(await answer.text()).toContain("refuses the preview's login");
  });

  it("stops a query when the page that asked for it is left", async () => {
    const server = createServer();
    const url = await listening(server);
    const page = await preview({ prometheus: { url } });
    const leaving = new AbortController();
    const asked = fetch(`${page}/api/prometheus/api/v1/query?query=up`, { signal: leaving.signal });
    const [request] = await once(server, "request");
    leaving.abort();
    await expect(asked).rejects.toThrow("aborted");
    await once(request.socket, "close");
  });

  it("breaks off an answer that Prometheus breaks off", async () => {
    const { url } = await fakePrometheus((_request, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("{", () => response.destroy());
    });
    const page = await preview({ prometheus: { url } });
    const answer = await fetch(`${page}/api/prometheus/api/v1/query?query=up`);
    await expect(answer.text()).rejects.toThrow();
  });
});
