/**
 * An exchange in a process of its own that sends trades at a rate of its own, whether the client keeps up or not: what
 * it cannot take waits here and in the socket. Its argument is a list of phases; it tells its port.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export interface Phase {
  readonly seconds: number;
  /** Trades a second. */
  readonly rate: number;
}

const TICK_MS = 5;
const phases = JSON.parse(process.argv[2] ?? "[]") as readonly Phase[];

/** Trades that are due so many seconds after the start; after the last phase there are no more. */
function due(elapsed: number): number {
  let [left, trades] = [elapsed, 0];
  for (const { seconds, rate } of phases) {
    trades += Math.max(0, Math.min(left, seconds)) * rate;
    left -= seconds;
  }
  return Math.floor(trades);
}

function tradeText(id: number, now: number): string {
  const data = {
    e: "trade",
    E: now,
    s: "BTCUSDT",
    t: id,
    p: "64000.12000000",
    q: "0.00100000",
    T: now,
    m: true,
    M: true,
  };
  return JSON.stringify({ stream: "btcusdt@trade", data });
}

function send(client: WebSocket): void {
  const start = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const now = Date.now();
    for (const last = due((performance.now() - start) / 1000); sent < last; sent += 1)
      client.send(tradeText(sent + 1, now));
  }, TICK_MS);
  client.once("close", () => clearInterval(timer));
}

const server = createServer();
const clients = new WebSocketServer({ server });
clients.on("connection", (client) => {
  client.on("error", () => client.terminate());
  client.once("message", (request) => {
    const { id } = JSON.parse(String(request)) as { readonly id: number };
    client.send(JSON.stringify({ result: null, id }), () => send(client));
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());
