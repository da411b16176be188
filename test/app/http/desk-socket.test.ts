import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { ADMIN, follow, openWebsite, PASSWORD, refusal } from "./support.ts";

const CLIENTS = "quantflow_website_clients";
const connections = (outcome: string) => ["quantflow_website_connections_total", { outcome }] as const;

describe("/ws", () => {
  it("tells a browser everything at once, and then what changes, each 100 ms at most", async () => {
    const { port, price, desk, clock } = await openWebsite();
    price("BTCUSDT", "64000.1");
    const { messages } = await follow(port);
    expect(await messages.next()).toEqual({ whole: true, ...desk.view() });
    clock.advance(100);
    price("BTCUSDT", "64000.2");
    price("BTCUSDT", "64000.3");
    clock.advance(100);
    const at = clock.now() - 100;
    expect(await messages.next(({ prices }) => prices?.[0]?.price === "64000.3")).toEqual({
      now: clock.now(),
      prices: [{ market: "BTCUSDT", price: "64000.3", at }],
    });
  });

  it("counts who follows and what they are sent", async () => {
    const { port, value, clock, price } = await openWebsite();
    const first = await follow(port);
    const second = await follow(port);
    expect([value(CLIENTS), value(...connections("opened"))]).toEqual([2, 2]);
    clock.advance(100);
    price("BTCUSDT", "1");
    clock.advance(100);
    expect(value("quantflow_website_frames_total", { outcome: "sent" })).toBe(6);
    first.socket.close();
    await first.closed;
    second.socket.terminate();
    await second.closed;
    while (value(CLIENTS) !== 0) await new Promise(setImmediate);
  });

  it("takes the page's session in place of a login, for browsers that send none here", async () => {
    const { port, url } = await openWebsite();
    const page = await fetch(url, { headers: { ...ADMIN, accept: "text/html" } });
    const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
    const { messages } = await follow(port, { headers: { cookie } });
    expect(await messages.next()).toMatchObject({ whole: true });
  });

  it.each([
    ["who does not log in", "/ws", {}, 401, "login"],
    ["a wrong password", "/ws", { headers: { authorization: `Basic ${btoa(`root:${PASSWORD}`)}` } }, 401, "login"],
    ["another site's page", "/ws", { headers: ADMIN, origin: "https://evil.example" }, 403, "origin"],
    ["another address", "/wss", { headers: ADMIN }, 404, "path"],
  ])("refuses %s", async (_, path, options, status, outcome) => {
    const { port, value } = await openWebsite();
    expect(await refusal(port, path, options)).toBe(status);
    expect([value(...connections(outcome)), value(CLIENTS)]).toEqual([1, 0]);
  });

  it("refuses who guesses passwords, on the page and here", async () => {
    const { port, url } = await openWebsite();
    const headers = { authorization: `Basic ${btoa("admin:wrong")}` };
    for (let index = 0; index < 20; index += 1) await fetch(`${url}/portfolio`, { headers });
    expect(await refusal(port)).toBe(429);
  });

  it("opens to its own page", async () => {
    const { port, url } = await openWebsite();
    expect(await (await follow(port, { headers: ADMIN, origin: url })).messages.next()).toMatchObject({ whole: true });
  });

  it("refuses the fifty-first of one address, and takes the next when one has left", async () => {
    const { port } = await openWebsite();
    const followers = await Promise.all(Array.from({ length: 50 }, () => follow(port)));
    expect(await refusal(port)).toBe(503);
    followers[0]?.socket.close();
    await followers[0]?.closed;
    expect(await (await follow(port)).messages.next()).toMatchObject({ whole: true });
  });

  it("ends who sends more than 64 KiB at once, or chatters", async () => {
    const { port, value } = await openWebsite();
    const loud = await follow(port);
    loud.socket.send(Buffer.alloc(64 * 1024 + 1));
    expect(await loud.closed).toBe(1009);
    const chatty = await follow(port);
    for (let index = 0; index < 33; index += 1) chatty.socket.send("hello");
    expect(await chatty.closed).toBe(1006);
    const pinging = await follow(port);
    for (let index = 0; index < 33; index += 1) pinging.socket.ping();
    expect(await pinging.closed).toBe(1006);
    expect(value("quantflow_website_terminated_total", { reason: "talking" })).toBe(2);
  });

  it("finds a browser that is gone without a word: no answer to a ping", async () => {
    const { port, value, clock } = await openWebsite();
    const { socket, closed } = await follow(port, { headers: ADMIN, autoPong: false });
    clock.advance(15_000);
    await once(socket, "ping");
    clock.advance(15_000);
    expect(await closed).toBe(1006);
    expect(value("quantflow_website_terminated_total", { reason: "silent" })).toBe(1);
  });

  it("keeps a browser that answers its pings", async () => {
    const { port, clock, value } = await openWebsite();
    const { socket } = await follow(port);
    for (let index = 0; index < 3; index += 1) {
      const pinged = once(socket, "ping");
      clock.advance(15_000);
      await pinged;
      // The answer is there when what was sent after it is: asked and answered on the same connection.
      socket.send("heard");
      await fetch(`http://127.0.0.1:${port}/about`).then((answer) => answer.text());
    }
    expect([value(CLIENTS), socket.readyState]).toEqual([1, socket.OPEN]);
  });

  it("survives a client that hangs up in the middle of the handshake", async () => {
    const { port, url } = await openWebsite();
    const client = connect(port, "127.0.0.1");
    await once(client, "connect");
    client.write("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    client.resetAndDestroy();
    expect((await fetch(`${url}/about`)).status).toBe(200);
  });
});
