import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { dashboardInGrafana } from "../../../cli/dashboards/grafana.ts";
import { grafanaUrl } from "../../../cli/dashboards/grafana-ask.ts";

const live = { uid: "shop", title: "Edited" };
const applied = { uid: "shop", title: "Applied" };

async function served(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (url: string, auth: string | undefined = "glsa_token", patience = 5000) =>
  dashboardInGrafana({ url, auth, signal: new AbortController().signal, patience }, "shop");

/** A Grafana whose dashboard has these versions, the list as that of 12.4 is. */
const grafana =
  (
    messages: readonly string[],
    list: (versions: readonly object[]) => unknown = (versions) => ({ versions }),
  ): RequestListener =>
  ({ url = "" }, response) => {
    if (url.startsWith("/apis/")) return void response.writeHead(404).end("{}");
    const version = Number(/versions\/(\d+)$/.exec(url)?.[1]);
    const listed = messages.map((message, at) => ({ version: at + 1, message: at === 0 ? "Initial save" : message }));
    const body = url.includes("/versions?")
      ? list(listed.toReversed())
      : version > 0
        ? { version, message: messages[version - 1], data: { ...applied, title: `Applied ${version}` } }
        : { meta: {}, dashboard: live };
    response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  };

const always =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);

describe("a dashboard in Grafana", () => {
  it("is read with the version that was applied from code last", async () => {
    const url = await served(grafana(["quantflow", "", "quantflow", "by hand"]));
    expect(await ask(url)).toEqual({ live, applied: { uid: "shop", title: "Applied 3" } });
  });
  it("is read where only the first version was, which Grafana lists under another name", async () => {
    expect(await ask(await served(grafana(["quantflow", "by hand"])))).toMatchObject({
      applied: { title: "Applied 1" },
    });
  });
  it("has no version of ours when it was made by hand", async () => {
    expect(await ask(await served(grafana(["", "by hand"])))).toEqual({ live, applied: undefined });
  });
  it("is read from a Grafana before 11, which lists versions without an envelope", async () => {
    const url = await served(grafana(["", "quantflow"], (versions) => versions));
    expect(await ask(url)).toMatchObject({ applied: { title: "Applied 2" } });
  });
  it.each([
    ["glsa_token", "Bearer glsa_token"],
    ["admin:secret", "Basic YWRtaW46c2VjcmV0"],
  ])("is asked for with the login %s", async (auth, expected) => {
    const seen: (string | undefined)[] = [];
    const answer = grafana([]);
    const url = await served((request, response) => {
      seen.push(request.headers.authorization);
      answer(request, response);
    });
    await ask(url, auth);
    expect(new Set(seen)).toEqual(new Set([expected]));
  });
});

/** Grafana 13's API, whose versions are resources; these have the messages. */
const resources =
  (messages: readonly string[]): RequestListener =>
  ({ url = "" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://grafana");
    const version = (at: number) => ({
      metadata: { name: "shop", generation: at + 1, annotations: { "grafana.app/message": messages[at] } },
      spec: { title: `Version ${at + 1}` },
    });
    const bodies: Readonly<Record<string, unknown>> = {
      "/apis/dashboard.grafana.app/v2": { kind: "APIResourceList" },
      "/api/frontend/settings": { namespace: "stacks-7" },
      "/apis/dashboard.grafana.app/v2/namespaces/stacks-7/dashboards/shop": version(messages.length - 1),
      "/apis/dashboard.grafana.app/v2/namespaces/stacks-7/dashboards":
        searchParams.get("fieldSelector") === "metadata.name=shop"
          ? { items: messages.map((_, at) => version(at)) }
          : {},
    };
    const body = bodies[pathname];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(body ?? {}));
  };

describe("a dashboard in Grafana 13", () => {
  const resourceOf = (title: string) => ({
    apiVersion: "dashboard.grafana.app/v2",
    kind: "Dashboard",
    metadata: expect.objectContaining({ name: "shop" }),
    spec: { title },
  });
  it("is read as a resource, with the version that was applied from code last", async () => {
    const url = await served(resources(["quantflow", "quantflow", "by hand"]));
    expect(await ask(url)).toEqual({ live: resourceOf("Version 3"), applied: resourceOf("Version 2") });
  });
  it("has no version of ours when it was made by hand", async () => {
    expect(await ask(await served(resources(["", "by hand"])))).toEqual({
      live: resourceOf("Version 2"),
      applied: undefined,
    });
  });
});

describe("a Grafana that does not give the dashboard", () => {
  it.each<readonly [string, string, RequestListener]>([
    ["dashboards/login-refused", "wants another login", always(401, "{}")],
    ["dashboards/forbidden", "forbids it", always(403, "{}")],
    ["dashboards/not-in-grafana", "does not know it", always(404, "{}")],
    ["dashboards/unexpected-answer", "fails", always(500, "{}")],
    ["dashboards/not-an-api", "sends us to a login page", always(302, "", { location: "/login" })],
    ["dashboards/not-an-api", "answers with a page", always(200, "<html>", { "content-type": "text/html" })],
    ["dashboards/broken-answer", "stops in the middle", always(200, '{"dashboard": {"uid"')],
    ["dashboards/unexpected-answer", "answers something else", always(200, '{"hello": 1}')],
    ["dashboards/no-grafana", "hangs up", (_, response) => void response.destroy()],
  ])("is told as %s when it %s", async (code, _, answer) => {
    await expect(ask(await served(answer))).rejects.toMatchObject({
      code,
      remedy: expect.stringContaining("Nothing was written"),
    });
  });
  it("is told as slow when it does not answer in time", async () => {
    await expect(ask(await served(() => {}), "t", 50)).rejects.toMatchObject({ code: "dashboards/slow-grafana" });
  });
  it("is told as none when nobody listens", async () => {
    await expect(ask("http://127.0.0.1:9")).rejects.toMatchObject({ code: "dashboards/no-grafana" });
  });
});

describe("the address of a Grafana", () => {
  it("may have a path and a slash at its end", () => {
    expect(grafanaUrl("https://example.org/grafana/")).toBe("https://example.org/grafana");
  });
  it.each(["localhost:3000", "ftp://x", "http://admin:secret@x"])("is not %s", (text) => {
    expect(() => grafanaUrl(text)).toThrow(/no address of a Grafana/);
  });
  it("is told without the password that was in it", () => {
    expect(() => grafanaUrl("http://admin:secret@x")).not.toThrow(/secret/);
  });
});
