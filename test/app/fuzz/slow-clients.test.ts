import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ServerLimits } from "../../../app/http/bounded-server.ts";
import { close, listen } from "../../../app/http/listen.ts";
import { json, routeServer } from "../../../app/http/routes.ts";
import { openWebsite } from "../http/support.ts";
import { heardOn, statusesIn } from "./talk.ts";

const SHORT: ServerLimits = { headersMs: 300, requestMs: 600, keepAliveMs: 300, checkedEveryMs: 20, connections: 40 };
const SLOW_CLIENTS = 20;
const DRIP_MS = 10;

const openPublic = async () => (await openWebsite({ limits: SHORT })).port;

async function openMachines(): Promise<number> {
  const server = routeServer([{ method: "GET", path: "/about", reply: () => json(200, {}) }], () => undefined, {
    limits: SHORT,
  });
  onTestFinished(() => close(server));
  return listen(server, "the test", { port: 0, host: "127.0.0.1" });
}

async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}

/** Says `beginning`, then a byte now and then for as long as it is let, and gives what it heard. */
async function drip(port: number, beginning: string): Promise<string> {
  const socket = await connected(port);
  const heard = heardOn(socket);
  socket.write(beginning);
  const dripping = setInterval(() => socket.writable && socket.write("a"), DRIP_MS);
  return heard.finally(() => clearInterval(dripping));
}

const many = <T>(make: () => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: SLOW_CLIENTS }, make));
const served = async (port: number) => (await fetch(`http://127.0.0.1:${port}/about`)).status;

describe.each([
  ["the public port", openPublic],
  ["a port for machines", openMachines],
])("%s", (_, open) => {
  it.each([
    ["headers that never end", "GET /about HTTP/1.1\r\nHost: x\r\nX-Slow: "],
    ["a request line that never ends", "GET /"],
    ["a body that never ends", "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"],
    ["chunks that never end", "POST /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n"],
  ])("cuts off %s, and serves others meanwhile", async (_name, beginning) => {
    const port = await open();
    const slow = many(() => drip(port, beginning));
    expect(await served(port)).toBe(200);
    for (const heard of await slow) expect(statusesIn(heard).at(-1) ?? 408).toBeGreaterThanOrEqual(400);
    expect(await served(port)).toBe(200);
  });

  it("closes connections on which nothing is said", async () => {
    const port = await open();
    const silent = many(async () => heardOn(await connected(port)));
    expect(await served(port)).toBe(200);
    for (const heard of await silent) expect(statusesIn(heard)).toEqual([408]);
  });

  it("closes connections that are kept open after an answer", async () => {
    const port = await open();
    const socket = await connected(port);
    const heard = heardOn(socket);
    socket.write("GET /about HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(statusesIn(await heard)).toEqual([200]);
  });

  it("turns away one connection more than it has room for, and takes it when there is room again", async () => {
    const port = await open();
    const held = await Promise.all(Array.from({ length: SHORT.connections }, () => connected(port)));
    const ended = Promise.all(held.map((socket) => heardOn(socket)));
    expect(await heardOn(connect({ port, host: "127.0.0.1" }))).toBe("");
    await ended;
    expect(await served(port)).toBe(200);
  });
});
