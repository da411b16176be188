import { describe, expect, it } from "vitest";
import { basicAdmission, servedPage, shelf } from "../../../../../lib/dashboards/preview/server/index.ts";
import { folderWith, preview, rawly, shown } from "./given.ts";

const PAGE = { "index.html": "<title>Preview</title>", "assets/index-1f2e.js": "draw()", "img/icons/a.svg": "<svg/>" };

describe("the preview's server", () => {
  it.each(["/", "/d/quantflow-overview/quantflow-overview", "/d/any"])("answers %s with the page", async (path) => {
    const answer = await fetch((await preview()) + path);
    expect(await answer.text()).toBe("<title>Preview</title>");
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  });

  it("lets a browser keep what is named by its content, and asks it to look again for the rest", async () => {
    const url = await preview({ page: servedPage(folderWith(PAGE)) });
    const caching = async (path: string) => (await fetch(url + path)).headers.get("cache-control");
    expect(await caching("/assets/index-1f2e.js")).toBe("private, max-age=31536000, immutable");
    expect(await caching("/")).toBe("private, no-cache");
    expect(await caching("/img/icons/a.svg")).toBe("private, no-cache");
    expect(await caching("/api/dashboards")).toBe("no-store");
  });

  it("forbids a document everything that does not come from itself", async () => {
    const { headers } = await fetch(await preview());
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });

  it.each(["/../given.ts", "/assets/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2findex.html"])(
    "finds nothing outside the page's folder: %s",
    async (path) => {
      const url = await preview({ page: servedPage(folderWith(PAGE)) });
      expect(await rawly(url, path)).toBe(404);
    },
  );

  it("lists the dashboards in their order, without their JSON, and gives each as it was written", async () => {
    const url = await preview({ shelf: shelf([shown("second"), shown("first")]) });
    const listed = await (await fetch(`${url}/api/dashboards`)).json();
    expect(listed).toEqual([
      { uid: "second", title: "SECOND", description: "What?", tags: ["quantflow"], url: "/d/second/second" },
      { uid: "first", title: "FIRST", description: "What?", tags: ["quantflow"], url: "/d/first/first" },
    ]);
    expect(await (await fetch(`${url}/api/dashboards/first`)).json()).toEqual({ uid: "first", schemaVersion: 42 });
  });

  it.each([
    ["/api/dashboards/none", 404, 'there is no dashboard "none"'],
    ["/api/dashboards/a/b", 404, "there is nothing at /api/dashboards/a/b"],
    ["/api/else", 404, "there is nothing at /api/else"],
    ["/assets/none.js", 404, "there is no such file"],
  ])("says in words that there is no %s", async (path, status, message) => {
    const answer = await fetch((await preview()) + path);
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  });

  it("tells the page its settings, as they are when it asks", async () => {
    let watch = false;
    const url = await preview({ settings: () => ({ interval: "15s", prometheus: "", watch }) });
    watch = true;
    expect(await (await fetch(`${url}/api/settings`)).json()).toEqual({ interval: "15s", prometheus: "", watch: true });
  });

  it("says why a query has nothing to draw, at the time of the page", async () => {
    const asked: unknown[] = [];
    const url = await preview({
      reason: async (...question) => {
        asked.push(question);
        if (question[0] === "silent") throw new Error("Prometheus does not answer");
        return "never existed";
      },
    });
    const answered = async (search: string) => {
      const answer = await fetch(`${url}/api/reason?${search}`);
      return [answer.status, await answer.json()];
    };
    expect(await answered("query=a%2Bb&time=1.5")).toEqual([200, { reason: "never existed" }]);
    expect(asked).toEqual([["a+b", 1500]]);
    expect(await answered("query=silent&time=1")).toEqual([502, { message: "Prometheus does not answer" }]);
    expect((await answered("query=up"))[0]).toBe(400);
    expect((await answered("time=1"))[0]).toBe(400);
  });

  it("is only read", async () => {
    const answer = await fetch(`${await preview()}/api/dashboards`, { method: "POST", body: "{}" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET"]);
  });
});

describe("who may see the preview", () => {
  const admission = basicAdmission({ user: "admin", password: "secret" });
  const as = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });

  it.each([
    ["the administrator", as("admin:secret"), 200],
    ["a wrong password", as("admin:secreT"), 401],
    ["a longer one that begins the same", as("admin:secret2"), 401],
    ["nobody", {}, 401],
    ["a bearer", { authorization: "Bearer secret" }, 401],
    ["an empty login", { authorization: "Basic " }, 401],
  ])("%s", async (_who, headers, status) => {
    const url = await preview({ admission });
    const answers = await Promise.all(
      ["/", "/api/dashboards", "/assets/a.js"].map((path) => fetch(url + path, { headers })),
    );
    expect(answers.map((answer) => (answer.status === 404 ? 200 : answer.status))).toEqual([status, status, status]);
  });

  it("is asked for a login as a browser understands it, and for none by a health check", async () => {
    const url = await preview({ admission });
    expect((await fetch(url)).headers.get("www-authenticate")).toMatch(/^Basic realm="/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it.each([
    ["localhost:3001", 200],
    ["127.0.0.1", 200],
    ["[::1]:3001", 200],
    ["attacker.example", 403],
    ["localhost.attacker.example:3001", 403],
  ])("without a login, by the name it was called: %s is answered with %s", async (host, status) => {
    expect(await rawly(await preview(), "/api/dashboards", { host })).toBe(status);
  });
});
