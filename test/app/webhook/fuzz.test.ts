import { createServer } from "node:http";
import { connect } from "node:net";
import express from "express";
import { assert, asyncProperty, constantFrom, json, oneof, string, uint8Array } from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { close, listen } from "../../../app/http/listen.ts";
import { AlertHistory } from "../../../app/webhook/history.ts";
import { memoryJournal } from "../../../app/webhook/journal.ts";
import { webhookRouter } from "../../../app/webhook/router.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "../support/recorder.ts";
import { notification } from "./support.ts";

async function open() {
  const { recorder } = openRecorder();
  const history = await AlertHistory.open(memoryJournal);
  const log = memoryLog();
  const router = webhookRouter({ tokens: () => ["token"], history, recorder, clock: new FakeClock(), log });
  const server = createServer(express().use(router));
  const port = await listen(server, "the test", { port: 0, host: "127.0.0.1" });
  onTestFinished(() => close(server));
  const post = async (body: string | Uint8Array<ArrayBuffer>, type = "application/json") => {
    const headers = { authorization: "Bearer token", "content-type": type };
    const answer = await fetch(`http://127.0.0.1:${port}/alerts/webhook`, { method: "POST", body, headers });
    await answer.arrayBuffer();
    return answer.status;
  };
  return { port, post, history, log };
}

/** Sends the pieces as packets of their own and resolves with the status. */
async function sendPieces(port: number, pieces: readonly Buffer[]): Promise<number> {
  const socket = connect(port, "127.0.0.1").setNoDelay(true);
  for (const piece of pieces) await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
  const [answer] = await new Promise<[Buffer]>((resolve, reject) => {
    socket.once("data", (data: Buffer) => resolve([data]));
    socket.once("error", reject);
  });
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(String(answer))?.[1]);
}

const requestOf = (body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `POST /alerts/webhook HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token\r\nContent-Length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);

const small = (fingerprint: string) =>
  Buffer.from(
    JSON.stringify({ alerts: [{ status: "firing", labels: { ä: "→" }, startsAt: "x", fingerprint }], more: [] }),
  );
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

describe("the webhook takes whatever is sent", () => {
  it("split at every byte of the request", async () => {
    const { port, history } = await open();
    const length = requestOf(small("f000")).length;
    for (let at = 1; at < length; at += 1) {
      const request = requestOf(small(`f${String(at).padStart(3, "0")}`));
      expect(await sendPieces(port, [request.subarray(0, at), request.subarray(at)])).toBe(202);
    }
    expect(history.newest(9_999)).toHaveLength(length - 1);
    expect(history.newest(9_999).every(({ labels }) => labels["ä"] === "→")).toBe(true);
  });

  it("byte by byte", async () => {
    const { port, history } = await open();
    const pieces = [...requestOf(small("f"))].map((byte) => Buffer.from([byte]));
    expect(await sendPieces(port, pieces)).toBe(202);
    expect(history.newest(9)).toHaveLength(1);
  });

  it("random JSON, text and bytes: 400, never an error of ours", async () => {
    const { post, history, log } = await open();
    const anything = oneof(
      json(),
      string(),
      uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
    );
    const types = constantFrom("application/json", "text/html", "application/x-www-form-urlencoded", "a");
    await assert(
      asyncProperty(anything, types, async (body, type) => {
        expect(await post(body, type)).toBe(400);
      }),
      { numRuns: 200 },
    );
    expect(history.newest(9)).toEqual([]);
    expect(log.entries).toEqual([]);
  });

  it("a notification cut short at any place: 400", async () => {
    const { post } = await open();
    const body = small("f");
    for (let length = 0; length < body.length; length += 1)
      expect(await post(new Uint8Array(body.subarray(0, length)))).toBe(400);
  });

  it("nesting of any depth, alone and beside what is read", async () => {
    const { post, history } = await open();
    expect(await post(deep(1_000_000))).toBe(400);
    expect(await post(`{"alerts":${deep(100_000)}}`)).toBe(400);
    const { alerts, ...rest } = notification(1);
    const beside = JSON.stringify({ ...rest, alerts }).replace(/}$/, `,"added":${deep(1_000)}}`);
    expect(await post(beside)).toBe(202);
    expect(history.newest(9)).toHaveLength(1);
  });

  it("names that JavaScript knows, as labels", async () => {
    const { post, history } = await open();
    const labels = '{"__proto__":"a","constructor":"b","toString":"c"}';
    expect(
      await post(`{"alerts":[{"status":"firing","labels":${labels},"startsAt":"x","fingerprint":"__proto__"}]}`),
    ).toBe(202);
    expect(history.newest(1)[0]?.labels["constructor"]).toBe("b");
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });
});
