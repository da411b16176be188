import { createServer } from "node:http";
import express from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { close, listen } from "../../../app/http/listen.ts";
import { deadLetterRouter } from "../../../app/webhook/dead-letters.ts";
import { AlertHistory } from "../../../app/webhook/history.ts";
import { memoryJournal } from "../../../app/webhook/journal.ts";
import { alertKey } from "../../../app/webhook/schema.ts";
import { alert } from "./support.ts";

const CHANNELS = ["history", "forward"];

async function open() {
  const history = await AlertHistory.open(memoryJournal, { channels: CHANNELS });
  const server = createServer(express().use(deadLetterRouter(history, CHANNELS)));
  const port = await listen(server, "the test", { port: 0, host: "127.0.0.1" });
  onTestFinished(() => close(server));
  const ask = (path: string, method = "GET") =>
    fetch(`http://127.0.0.1:${port}/alerts/dead-letters${path}`, { method });
  return { history, ask };
}

describe("the dead letters", () => {
  it("are shown newest first, with the reason", async () => {
    const { history, ask } = await open();
    await history.add([alert("a"), alert("b")]);
    const early = { at: "2026-01-02T00:00:00.000Z", attempts: 10, reason: "the receiver answered 400" };
    const late = { at: "2026-01-03T00:00:00.000Z", attempts: 0, reason: "not delivered within 86400 s" };
    await history.bury("forward", alertKey(alert("a")), early);
    await history.bury("history", alertKey(alert("b")), late);
    const answer = await ask("");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual([
      { channel: "history", record: alert("b"), ...late },
      { channel: "forward", record: alert("a"), ...early },
    ]);
  });

  it("are owed again when asked", async () => {
    const { history, ask } = await open();
    await history.add([alert("a")]);
    for (const channel of CHANNELS)
      await history.bury(channel, alertKey(alert("a")), { at: "2026-01-02T00:00:00.000Z", attempts: 1, reason: "r" });
    const answer = await ask("/retry", "POST");
    expect([answer.status, await answer.json()]).toEqual([202, { retried: 2 }]);
    expect(CHANNELS.map((channel) => history.owed(channel).size)).toEqual([1, 1]);
    expect(await (await ask("")).json()).toEqual([]);
  });
});
