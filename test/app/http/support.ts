import type { Router } from "express";
import { onTestFinished } from "vitest";
import { type ClientOptions, WebSocket } from "ws";
import type { DeskMessage } from "../../../app/desk/view.ts";
import type { ServerLimits } from "../../../app/http/bounded-server.ts";
import { listen } from "../../../app/http/listen.ts";
import { createWebsite } from "../../../app/http/website.ts";
import { openDesk } from "../desk/support.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "../support/recorder.ts";
import { Sequence } from "../support/sequence.ts";

export const PASSWORD = "open sesame";
export const ADMIN = { authorization: `Basic ${btoa(`admin:${PASSWORD}`)}` };

export interface WebsiteOverrides {
  readonly open?: readonly Router[];
  readonly guarded?: readonly Router[];
  readonly trustedProxies?: number;
  readonly port?: number;
  readonly limits?: ServerLimits;
}

/** The website of a desk that the test moves by hand, on a free port or the one wanted, gone after the test. */
export async function openWebsite({
  open = [],
  guarded = [],
  trustedProxies = 0,
  port: wanted = 0,
  limits,
}: WebsiteOverrides = {}) {
  const desk = openDesk();
  const log = memoryLog();
  const passwords = [PASSWORD];
  const { recorder, value } = openRecorder();
  const website = createWebsite({
    page: {
      version: "1.2.3",
      markets: ["BTCUSDT", "ETHUSDT"],
      strategies: ["sma-cross", "mean-reversion"],
      mostCandles: 20_000,
    },
    desk: desk.desk,
    alerts: () => [{ status: "firing" }],
    ...{ open, guarded, trustedProxies, recorder, log, clock: desk.clock, random: () => 0.5 },
    adminPasswords: () => passwords,
    ...(limits && { limits }),
  });
  const port = await listen(website.server, "the website", { port: wanted, host: "127.0.0.1" });
  onTestFinished(async () => {
    const stopped = website.stop();
    // Browsers that do not leave by themselves are cut off a second later.
    desk.clock.advance(1_000);
    await stopped;
  });
  return { ...desk, log, passwords, website, port, url: `http://127.0.0.1:${port}`, value };
}

/** A browser that follows the desk, and everything that it was told. */
export async function follow(port: number, options: ClientOptions = { headers: ADMIN }) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, options);
  const messages = new Sequence<DeskMessage>();
  socket.on("message", (data) => messages.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return { socket, messages, closed };
}

/** The status that a request to open a WebSocket is refused with. */
export function refusal(port: number, path = "/ws", options: ClientOptions = { headers: ADMIN }): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
  return new Promise((resolve, reject) => {
    socket.once("open", () => reject(new Error("was opened")));
    socket.once("error", () => undefined);
    socket.once("unexpected-response", (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
  });
}
