import { createServer } from "node:http";
import express from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { close, listen } from "../../../app/http/listen.ts";
import { AlertHistory } from "../../../app/webhook/history.ts";
import { type Journal, memoryJournal } from "../../../app/webhook/journal.ts";
import { webhookRouter } from "../../../app/webhook/router.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "../support/recorder.ts";
import { notification } from "./support.ts";

async function open({ tokens = ["new-token", "old-token"], journal = memoryJournal } = {}) {
  const { recorder, value: count } = openRecorder();
  const history = await AlertHistory.open(journal);
  const log = memoryLog();
  const router = webhookRouter({ tokens: () => tokens, history, recorder, clock: new FakeClock(), log });
  const server = createServer(express().use(router));
  const port = await listen(server, "the test", { port: 0, host: "127.0.0.1" });
  onTestFinished(() => close(server));
  const post = (body: string | Buffer, headers: Record<string, string> = { authorization: "Bearer new-token" }) =>
    fetch(`http://127.0.0.1:${port}/alerts/webhook`, { method: "POST", body, headers });
  return { post, history, log, count };
}

const brokenJournal: Journal = { ...memoryJournal, append: () => Promise.reject(new Error("no space left on device")) };

describe("the webhook", () => {
  it("answers 202 when the alerts are stored", async () => {
    const { post, history, count } = await open();
    const answer = await post(JSON.stringify(notification(2)));
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ status: "stored" });
    expect(history.newest(9)).toHaveLength(2);
    expect(history.newest(1)[0]).toMatchObject({
      status: "firing",
      receivedAt: "2026-01-01T00:00:00.000Z",
      labels: { alertname: "FeedStale", instance: "quantflow-app-1:9464" },
      fingerprint: "0000000000000001",
    });
    expect(count("quantflow_webhook_requests_total", { code: "202" })).toBe(1);
    expect(count("quantflow_alerts_received_total", { status: "firing" })).toBe(2);
  });

  it("takes 1,000 alerts as Alertmanager sends them, over 1 MiB", async () => {
    const { post, history } = await open();
    const body = JSON.stringify(notification(1_000));
    expect(body.length).toBeGreaterThan(2 ** 20);
    expect((await post(body)).status).toBe(202);
    expect(history.newest(5_000)).toHaveLength(1_000);
  });

  it("keeps a repeated notification once, and a resolution beside it", async () => {
    const { post, history, count } = await open();
    for (const status of ["firing", "firing", "resolved"] as const)
      expect((await post(JSON.stringify(notification(1, status)))).status).toBe(202);
    expect(history.newest(9).map(({ status }) => status)).toEqual(["resolved", "firing"]);
    expect(count("quantflow_alerts_received_total", { status: "firing" })).toBe(2);
    expect(count("quantflow_alerts_repeated_total", { status: "firing" })).toBe(1);
    expect(count("quantflow_alerts_repeated_total", { status: "resolved" })).toBe(0);
  });

  it("needs few fields and accepts those that it does not know", async () => {
    const { post, history } = await open();
    const alert = { status: "firing", labels: {}, startsAt: "2026-01-01T00:00:00Z", fingerprint: "a", added: [1] };
    expect((await post(JSON.stringify({ alerts: [alert], routeLabels: {} }))).status).toBe(202);
    expect(history.newest(1)[0]?.annotations).toEqual({});
  });

  it("counts alerts that Alertmanager left out", async () => {
    const { post, history, count } = await open();
    await post(JSON.stringify({ ...notification(1), truncatedAlerts: 12 }));
    expect(history.newest(1)[0]?.truncatedAlerts).toBe(12);
    expect(count("quantflow_alerts_truncated_total")).toBe(12);
  });

  it("does not care for the content type", async () => {
    const { post } = await open();
    const headers = { authorization: "Bearer new-token", "content-type": "text/html" };
    expect((await post(JSON.stringify(notification(1)), headers)).status).toBe(202);
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["an empty object", "{}"],
    ["a number", "1"],
    ["alerts that are no array", '{"alerts":{}}'],
    ["an alert without labels", '{"alerts":[{"status":"firing","startsAt":"x","fingerprint":"a"}]}'],
    ["a status that does not exist", '{"alerts":[{"status":"maybe","labels":{},"startsAt":"x","fingerprint":"a"}]}'],
    ["labels that are no texts", '{"alerts":[{"status":"firing","labels":{"a":1},"startsAt":"x","fingerprint":"a"}]}'],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00])],
  ])("answers %s with 400", async (_, body) => {
    const { post, history, count } = await open();
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: "not an Alertmanager notification" });
    expect(history.newest(9)).toEqual([]);
    expect(count("quantflow_webhook_requests_total", { code: "400" })).toBe(1);
  });

  it.each([
    ["no token", {}],
    ["a wrong token", { authorization: "Bearer wrong" }],
    ["another scheme", { authorization: "Basic bmV3LXRva2Vu" }],
    ["an empty token", { authorization: "Bearer " }],
  ])("answers %s with 401 and reads no body", async (_, headers) => {
    const { post, history, count } = await open();
    expect((await post(JSON.stringify(notification(1)), headers as Record<string, string>)).status).toBe(401);
    expect(history.newest(9)).toEqual([]);
    expect(count("quantflow_webhook_requests_total", { code: "401" })).toBe(1);
  });

  it("takes the old token while it is rotated", async () => {
    const { post } = await open();
    const answer = await post(JSON.stringify(notification(1)), { authorization: "Bearer old-token" });
    expect(answer.status).toBe(202);
  });

  it("takes 4 MiB and answers one byte more with 413", async () => {
    const { post, count } = await open();
    const body = JSON.stringify(notification(1));
    expect((await post(body.padEnd(4 * 2 ** 20))).status).toBe(202);
    expect((await post(body.padEnd(4 * 2 ** 20 + 1))).status).toBe(413);
    expect(count("quantflow_webhook_requests_total", { code: "413" })).toBe(1);
  });

  it("answers a body of an unknown encoding with 400", async () => {
    const { post } = await open();
    const headers = { authorization: "Bearer new-token", "content-encoding": "zip" };
    expect((await post("x", headers)).status).toBe(400);
  });

  it("logs that it cannot store once, until it can again", async () => {
    let full = true;
    const append = () => (full ? Promise.reject(new Error("no space left on device")) : Promise.resolve());
    const { post, log, count } = await open({ journal: { ...memoryJournal, append } });
    const statuses = async (...prefixes: readonly string[]) => {
      const answers: number[] = [];
      for (const prefix of prefixes) {
        const { alerts, ...rest } = notification(1);
        const renamed = alerts.map((alert) => ({ ...alert, fingerprint: prefix }));
        answers.push((await post(JSON.stringify({ ...rest, alerts: renamed }))).status);
      }
      return answers;
    };
    expect(await statuses("a", "b")).toEqual([503, 503]);
    full = false;
    expect(await statuses("a")).toEqual([202]);
    full = true;
    expect(await statuses("c")).toEqual([503]);
    expect(log.entries).toHaveLength(2);
    expect(count("quantflow_alert_log_failures_total", { operation: "alerts" })).toBe(3);
  });

  it("answers 503 when it cannot store, so that Alertmanager sends again, and does not say why", async () => {
    const { post, history, log, count } = await open({ journal: brokenJournal });
    const answer = await post(JSON.stringify(notification(1)));
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ error: "not stored: send it again" });
    expect(history.newest(9)).toEqual([]);
    expect(log.entries).toEqual([
      { level: "error", fields: { err: expect.any(Error) }, message: "alerts were not stored" },
    ]);
    expect(count("quantflow_alerts_received_total", { status: "firing" })).toBe(0);
  });
});
