import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { prometheus } from "../../../cli/stack/prometheus.ts";

const PAGES: Readonly<Record<string, unknown>> = {
  "/api/v1/targets?state=active": {
    activeTargets: [
      { labels: { job: "redis", instance: "redis-exporter:9121" }, health: "down", lastError: "401" },
      { labels: { job: "app", instance: "app:9464" }, health: "up", lastError: "" },
    ],
  },
  "/api/v1/query?query=up%7Bjob%3D%22app%22%7D": {
    result: [{ metric: { __name__: "up", job: "app" }, value: [1_795_000_000, "1"] }],
  },
  "/api/v1/status/config": { yaml: "global: {}\nrule_files:\n- /etc/prometheus/rules/feed-1.yml\n" },
  "/api/v1/alerts": {
    alerts: [
      { labels: { alertname: "Watchdog", severity: "none" }, state: "firing", activeAt: "2026-11-22T10:00:00Z" },
    ],
  },
};

/** A server that speaks the API to who knows the password, as Prometheus does. */
async function server(): Promise<string> {
  const authorization = `Basic ${Buffer.from("admin:right").toString("base64")}`;
  const http = createServer((request, response) => {
    if (request.headers.authorization !== authorization) response.writeHead(401).end();
    else response.end(JSON.stringify({ status: "success", data: PAGES[request.url ?? ""] }));
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

describe("asking Prometheus", () => {
  it("gives targets, sorted, with their errors", async () => {
    const api = prometheus(await server(), { user: "admin", password: "right" });
    expect(await api.targets()).toEqual([
      { job: "app", instance: "app:9464", health: "up", lastError: "" },
      { job: "redis", instance: "redis-exporter:9121", health: "down", lastError: "401" },
    ]);
  });

  it("gives alerts with severity and since when", async () => {
    const api = prometheus(await server(), { user: "admin", password: "right" });
    expect(await api.alerts()).toEqual([
      { name: "Watchdog", severity: "none", state: "firing", since: "2026-11-22T10:00:00Z" },
    ]);
  });

  it("gives the samples of a query, as numbers", async () => {
    const api = prometheus(await server(), { user: "admin", password: "right" });
    expect(await api.query('up{job="app"}')).toEqual([{ labels: { __name__: "up", job: "app" }, value: 1 }]);
  });

  it("gives the rule files of the configuration that is loaded", async () => {
    const api = prometheus(await server(), { user: "admin", password: "right" });
    expect(await api.ruleFiles()).toEqual(["/etc/prometheus/rules/feed-1.yml"]);
  });

  it("tells when the login is refused", async () => {
    const url = await server();
    await expect(prometheus(url, { user: "admin", password: "wrong" }).targets()).rejects.toMatchObject({
      code: "stack/prometheus-silent",
      message: `Prometheus does not answer at ${url}: it answered 401 Unauthorized.`,
    });
  });

  it("tells when nobody listens", async () => {
    const url = await server();
    const dead = url.replace(/\d+$/, "1");
    await expect(prometheus(dead, { user: "a", password: "b" }).alerts()).rejects.toThrow(
      /does not answer at http:\/\/127\.0\.0\.1:1: .*(ECONNREFUSED|bad port)/,
    );
  });
});
