import { appendFile, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import express from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { close, listen } from "../../../app/http/listen.ts";
import { type AlertsOptions, openAlerts } from "../../../app/webhook/alerts.ts";
import type { AlertRecord } from "../../../app/webhook/schema.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "../support/recorder.ts";
import { Sequence } from "../support/sequence.ts";
import { alert, notification, openReceiver } from "./support.ts";

async function open(overrides: Partial<AlertsOptions> = {}) {
  const clock = new FakeClock(Date.parse("2026-01-01T00:00:00.000Z"));
  const { recorder, value } = openRecorder();
  const log = memoryLog();
  const alerts = await openAlerts({
    dataDirectory: undefined,
    tokens: () => ["token"],
    save: undefined,
    forward: undefined,
    clock,
    random: () => 0.5,
    recorder,
    log,
    ...overrides,
  });
  onTestFinished(() => alerts.stop());
  return { clock, value, log, alerts };
}

describe("the alerts' way through the application", () => {
  it("leads from the webhook to the history, the store and the receiver", async () => {
    const receiver = await openReceiver();
    const saved = new Sequence<AlertRecord>();
    const { alerts } = await open({
      dataDirectory: await temporaryFolder(),
      save: async (records) => records.forEach(saved.push),
      forward: { url: receiver.url, token: () => "secret" },
    });
    alerts.start();
    const server = createServer(express().use(alerts.receiver));
    const port = await listen(server, "the test", { port: 0, host: "127.0.0.1" });
    onTestFinished(() => close(server));
    const request = {
      method: "POST",
      headers: { authorization: "Bearer token" },
      body: JSON.stringify(notification(1)),
    };
    expect((await fetch(`http://127.0.0.1:${port}/alerts/webhook`, request)).status).toBe(202);
    const [record] = alerts.history.newest(1);
    expect(await saved.next()).toEqual(record);
    expect(await receiver.taken.next()).toMatchObject({ record, authorization: "Bearer secret" });
  });

  it("is delivered from its start on, what an earlier run left too", async () => {
    const dataDirectory = await temporaryFolder();
    const first = await open({ dataDirectory, save: () => new Promise(() => undefined) });
    await first.alerts.history.add([alert("a")]);
    await first.alerts.stop();
    const saved = new Sequence<AlertRecord>();
    const second = await open({ dataDirectory, save: async (records) => records.forEach(saved.push) });
    expect(saved.all).toEqual([]);
    second.alerts.start();
    expect(await saved.next()).toEqual(alert("a"));
  });

  it("tells at each scrape what waits, for how long, and what was given up", async () => {
    const { clock, alerts, value } = await open({ save: () => new Promise(() => undefined) });
    const gauges = () => {
      alerts.refresh();
      return ["outbox_alerts", "outbox_oldest_age_seconds", "dead_letters"].map((name) =>
        value(`quantflow_alert_${name}`, { channel: "history" }),
      );
    };
    expect(gauges()).toEqual([0, 0, 0]);
    await alerts.history.add([alert("a"), alert("b")]);
    clock.advance(90_000);
    expect(gauges()).toEqual([2, 90, 0]);
    const [key = ""] = alerts.history.owed("history").keys();
    await alerts.history.bury("history", key, { at: "2026-01-01T00:01:30.000Z", attempts: 1, reason: "r" });
    expect(gauges()).toEqual([1, 90, 1]);
  });

  it("tells of lines that could not be read, and where they are", async () => {
    const dataDirectory = await temporaryFolder();
    await appendFile(join(dataDirectory, "alerts.ndjson"), "null\n{\n");
    const { value, log } = await open({ dataDirectory });
    expect(value("quantflow_alert_log_unreadable_lines_total")).toBe(2);
    expect(log.entries).toEqual([
      { level: "error", fields: { lines: 2 }, message: expect.stringContaining("alerts.ndjson.unreadable") },
    ]);
    expect(await readFile(join(dataDirectory, "alerts.ndjson.unreadable"), "utf8")).toBe("null\n{\n");
  });

  it("tells of alerts that wait for a channel which was taken out, and keeps them", async () => {
    const dataDirectory = await temporaryFolder();
    const forward = { url: "http://127.0.0.1:9", token: () => undefined };
    const first = await open({ dataDirectory, forward });
    await first.alerts.history.add([alert("a")]);
    await first.alerts.stop();
    const second = await open({ dataDirectory });
    expect(second.log.entries).toEqual([
      {
        level: "warn",
        fields: { channel: "forward", alerts: 1 },
        message: "alerts wait for a channel that is not configured",
      },
    ]);
    await second.alerts.stop();
    const third = await open({ dataDirectory, forward });
    expect([...third.alerts.history.owed("forward").values()]).toEqual([alert("a")]);
  });
});
