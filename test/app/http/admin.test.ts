import { once } from "node:events";
import { type AddressInfo, createConnection } from "node:net";
import { Counter } from "prom-client";
import { afterEach, describe, expect, it } from "vitest";
import { adminServer } from "../../../app/http/admin.ts";
import { close, listen } from "../../../app/http/listen.ts";
import type { Readiness } from "../../../app/http/readiness.ts";
import { createRegistry } from "../../../app/runtime/default-metrics.ts";
import { createExposition } from "../../../app/runtime/metrics.ts";
import { histogram } from "../../../lib/metrics/definitions.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import { seconds } from "../../../lib/metrics/units.ts";
import { droppedLabelSets, droppedValues } from "../../../metrics/quantflow/runtime.ts";
import { checkOpenMetrics } from "../../lib/metrics/check-open-metrics.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";

const wait = histogram({ name: "wait_seconds", help: "Waits.", unit: "seconds", buckets: [seconds(1)] });
const OPEN_METRICS = { accept: "application/openmetrics-text;version=1.0.0" };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((end) => end()));
});

interface Given {
  readonly status?: Readiness["status"];
  readonly refresh?: () => void;
}

async function open({ status = "ready", refresh = () => undefined }: Given = {}) {
  const recorder = new MetricsRecorder([wait, droppedLabelSets, droppedValues], {
    labelSets: droppedLabelSets,
    values: droppedValues,
  });
  const registry = createRegistry();
  const failures: unknown[] = [];
  const server = adminServer({
    exposition: createExposition(recorder, { elapsed: () => 0, refresh, rendered: () => undefined, registry }),
    metricsTokens: () => ["secret"],
    readiness: () => ({ status, checks: {} }),
    failed: (error) => failures.push(error),
  });
  await listen(server, "the test", { port: 0, host: "127.0.0.1" });
  closing.push(() => close(server));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
    fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { authorization: "Bearer secret", ...headers } });
  return { recorder, registry, ask, failures, port };
}

describe("/metrics", () => {
  it("is text of version 0.0.4 unless asked otherwise", async () => {
    const { ask, recorder } = await open();
    recorder.observe(wait, {}, 0.5);
    const answer = await ask("/metrics");
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(answer.headers.get("vary")).toBe("Accept");
    expect(sampleValue(parseText(await answer.text()), "wait_seconds_count")).toBe(1);
  });

  it("is OpenMetrics with exemplars for whoever prefers it, and text again for the next", async () => {
    const { ask, recorder } = await open();
    recorder.observe(wait, {}, 0.5, { labels: { backtest: "7f3a" }, timestamp: 1_795_404_000 });
    const answer = await ask("/metrics", OPEN_METRICS);
    expect(answer.headers.get("content-type")).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
    const families = checkOpenMetrics(await answer.text());
    expect(families.find(({ name }) => name === "wait_seconds")?.samples[0]?.exemplar).toEqual({
      labels: { backtest: "7f3a" },
      value: 0.5,
      timestamp: 1_795_404_000,
    });
    expect(await (await ask("/metrics")).text()).not.toContain("7f3a");
  });

  it("shows Node's metrics and users' own beside ours, well formed", async () => {
    const { ask, registry } = await open();
    new Counter({ name: "my_jobs_total", help: "Jobs.", registers: [registry] }).inc(2);
    const text = parseText(await (await ask("/metrics")).text());
    expect(sampleValue(text, "my_jobs_total")).toBe(2);
    expect(sampleValue(text, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
    const families = checkOpenMetrics(await (await ask("/metrics", OPEN_METRICS)).text());
    expect(families.map(({ name }) => name)).toContain("process_cpu_seconds");
  });

  it("tells a HEAD how long the body would be, and sends none", async () => {
    const { port } = await open();
    const socket = createConnection({ port, host: "127.0.0.1" });
    socket.end("HEAD /metrics HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer secret\r\n\r\n");
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk;
    });
    await once(socket, "close");
    expect(Number(/content-length: (\d+)/i.exec(received)?.[1])).toBeGreaterThan(1000);
    expect(received.endsWith("\r\n\r\n")).toBe(true);
  });

  it("is refused without the token, and says which kind is wanted", async () => {
    const { ask } = await open();
    const answer = await ask("/metrics", { authorization: "Bearer wrong" });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("says nothing of what broke, tells the log, and works again", async () => {
    let breaks = true;
    const refresh = () => {
      if (breaks) throw new Error("the password is hunter2");
    };
    const { ask, failures } = await open({ refresh });
    const answer = await ask("/metrics");
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain("hunter2");
    expect(failures).toEqual([new Error("the password is hunter2")]);
    breaks = false;
    expect((await ask("/metrics")).status).toBe(200);
  });
});

describe("the admin port", () => {
  it.each([
    ["ready", 200],
    ["degraded", 200],
    ["unready", 503],
  ] as const)("answers /readyz of a %s application with %d", async (status, code) => {
    const { ask } = await open({ status });
    const answer = await ask("/readyz");
    expect(answer.status).toBe(code);
    expect(await answer.json()).toEqual({ status, checks: {} });
  });

  it("is alive while it is unready: a restart would help nobody", async () => {
    const { ask } = await open({ status: "unready" });
    expect((await ask("/healthz")).status).toBe(200);
  });

  it("knows no other address, and says what an address takes", async () => {
    const { ask } = await open();
    expect((await ask("/elsewhere")).status).toBe(404);
    const answer = await ask("/metrics?x=1", {}, "POST");
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});
