import express, { Router } from "express";
import { describe, expect, it } from "vitest";
import { ADMIN, openWebsite } from "./support.ts";

const asBrowser = (headers: Readonly<Record<string, string>> = {}) => ({
  headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8", ...headers },
});

/** A router as the webhook's is: it admits by itself. */
const open = Router().post("/alerts/webhook", express.json(), (_request, response) => void response.status(202).end());
const guarded = Router()
  .post("/backtests", (_request, response) => void response.status(202).json({ id: "1" }))
  .get("/backtests", () => {
    throw new Error("secret detail");
  });

describe("the website", () => {
  it("tells a program what it is, without a login", async () => {
    const { url } = await openWebsite();
    for (const path of ["/", "/about"]) {
      const answer = await fetch(url + path);
      expect([answer.status, await answer.json()]).toEqual([
        200,
        {
          name: "QuantFlow",
          version: "1.2.3",
          markets: ["BTCUSDT", "ETHUSDT"],
          links: { portfolio: "/portfolio", alerts: "/alerts", backtests: "/backtests" },
        },
      ]);
    }
  });

  it("shows a browser the page, after a login", async () => {
    const { url } = await openWebsite();
    const stranger = await fetch(url, asBrowser());
    expect([stranger.status, stranger.headers.get("www-authenticate")]).toEqual([401, 'Basic realm="QuantFlow"']);
    const page = await fetch(url, asBrowser(ADMIN));
    expect([page.status, page.headers.get("content-type"), page.headers.get("vary")]).toEqual([
      200,
      "text/html; charset=utf-8",
      "Accept",
    ]);
    expect(await page.text()).toContain("<title>QuantFlow desk</title>");
  });

  it("serves what the page loads, to be kept until it changes", async () => {
    const { url } = await openWebsite();
    const page = await (await fetch(url, asBrowser(ADMIN))).text();
    const assets = [...page.matchAll(/(?:href|src)="(\/(?:page|icon)[^"]+)"/g)].map(([, path]) => path as string);
    const answers = await Promise.all(assets.map((path) => fetch(url + path)));
    expect(answers.map((answer) => [answer.status, answer.headers.get("content-type")])).toEqual([
      [200, "image/svg+xml; charset=utf-8"],
      [200, "text/css; charset=utf-8"],
      [200, "text/javascript; charset=utf-8"],
    ]);
    for (const answer of answers) expect(answer.headers.get("cache-control")).toContain("immutable");
  });

  it("answers everything with its security headers", async () => {
    const { url } = await openWebsite();
    const { headers } = await fetch(`${url}/nothing`);
    expect(headers.get("content-security-policy")?.split(";")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("answers with the portfolio and the alerts as JSON", async () => {
    const { url, shown } = await openWebsite();
    expect(await (await fetch(`${url}/portfolio`, { headers: ADMIN })).json()).toEqual(shown.portfolio);
    expect(await (await fetch(`${url}/alerts`, { headers: ADMIN })).json()).toEqual([{ status: "firing" }]);
  });

  it("tells an address that it does not have from a method that it does not take", async () => {
    const { url } = await openWebsite();
    expect((await fetch(`${url}/nothing`, { headers: ADMIN })).status).toBe(404);
    const answer = await fetch(`${url}/portfolio`, { method: "DELETE", headers: ADMIN });
    expect([answer.status, answer.headers.get("allow"), await answer.json()]).toEqual([
      405,
      "GET, HEAD",
      { error: "use GET or HEAD" },
    ]);
  });

  it("gives each answer the id of its request: the sender's where it is sane, else one of its own", async () => {
    const { url } = await openWebsite();
    const idFor = async (id: string) =>
      (await fetch(url, { headers: { "x-request-id": id } })).headers.get("x-request-id");
    expect(await idFor("trace-7:a.b_c")).toBe("trace-7:a.b_c");
    for (const strange of ["", "a b", "x".repeat(65), "a;b"]) expect(await idFor(strange)).toBe("8888888888888888");
  });

  it("tells of a failure its id alone; the log has the rest under the same id", async () => {
    const { url, log } = await openWebsite({ guarded: [guarded] });
    const answer = await fetch(`${url}/backtests`, { headers: { ...ADMIN, "x-request-id": "r-1" } });
    expect([answer.status, await answer.json()]).toEqual([503, { error: "failed; see the log", requestId: "r-1" }]);
    expect(log.entries).toContainEqual({
      level: "error",
      fields: { err: new Error("secret detail"), requestId: "r-1" },
      message: "request failed",
    });
  });

  it("counts and times requests by address, whatever the address that was made up", async () => {
    const { url, value, log } = await openWebsite();
    for (const path of ["/", "/portfolio", "/backtests/7", "/backtests/8", "/x", "/y?z=1"]) await fetch(url + path);
    const count = (route: string, code: string) => value("quantflow_http_requests_total", { route, code });
    expect([
      count("/", "2xx"),
      count("/portfolio", "4xx"),
      count("/backtests/:id", "4xx"),
      count("unmatched", "4xx"),
    ]).toEqual([1, 1, 2, 2]);
    expect(value("quantflow_http_request_duration_seconds_count", { route: "/backtests/:id" })).toBe(2);
    expect(log.entries[0]).toMatchObject({ level: "debug", fields: { method: "GET", route: "/", status: 200 } });
  });

  it("refuses the thousand-and-somewhat-th request of a minute, and none of Alertmanager's", async () => {
    const { url, value, clock } = await openWebsite({ open: [open] });
    for (let turn = 0; turn < 24; turn += 1)
      await Promise.all(Array.from({ length: 50 }, () => fetch(`${url}/about`).then((answer) => answer.text())));
    const refused = await fetch(`${url}/about`);
    expect([refused.status, await refused.json()]).toEqual([
      429,
      { error: "too many requests: try again in a minute" },
    ]);
    expect(value("quantflow_http_limited_total", { limit: "requests" })).toBe(1);
    expect((await fetch(`${url}/alerts/webhook`, { method: "POST" })).status).toBe(202);
    clock.advance(60_000);
    expect((await fetch(`${url}/about`)).status).toBe(200);
  });

  it("counts behind a trusted proxy by the address that the proxy saw, and alone by the one that it sees", async () => {
    for (const [trustedProxies, statuses] of [
      [1, [429, 401]],
      [0, [429, 429]],
    ] as const) {
      const { url } = await openWebsite({ trustedProxies });
      const from = (address: string) =>
        fetch(`${url}/portfolio`, {
          headers: { authorization: `Basic ${btoa("admin:wrong")}`, "x-forwarded-for": `6.6.6.6, ${address}` },
        });
      for (let index = 0; index < 20; index += 1) await from("1.2.3.4");
      expect([(await from("1.2.3.4")).status, (await from("1.2.3.5")).status]).toEqual(statuses);
    }
  });

  it("makes who guesses passwords wait, even with the right one", async () => {
    const { url, clock, value } = await openWebsite();
    const wrong = { authorization: `Basic ${btoa("admin:wrong")}` };
    for (let index = 0; index < 20; index += 1)
      expect((await fetch(`${url}/portfolio`, { headers: wrong })).status).toBe(401);
    const guess = await fetch(`${url}/portfolio`, { headers: ADMIN });
    expect([guess.status, guess.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(value("quantflow_http_limited_total", { limit: "logins" })).toBe(1);
    clock.advance(60_000);
    expect((await fetch(`${url}/portfolio`, { headers: ADMIN })).status).toBe(200);
  });

  it.each([
    ["another site's page", { "sec-fetch-site": "cross-site" }, 403],
    ["another origin's page", { origin: "https://evil.example" }, 403],
    ["a page without an origin", { origin: "null" }, 403],
    ["no browser", {}, 202],
  ])("starts nothing that %s asks for in the administrator's name: %o is %i", async (_, headers, status) => {
    const { url } = await openWebsite({ guarded: [guarded] });
    const answer = await fetch(`${url}/backtests`, { method: "POST", headers: { ...ADMIN, ...headers } });
    expect(answer.status).toBe(status);
  });

  it("starts what its own page asks for", async () => {
    const { url } = await openWebsite({ guarded: [guarded] });
    const headers = { ...ADMIN, origin: url, "sec-fetch-site": "same-origin" };
    expect((await fetch(`${url}/backtests`, { method: "POST", headers })).status).toBe(202);
  });
});
