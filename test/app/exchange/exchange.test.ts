import { once } from "node:events";
import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { client, open } from "./support.ts";

const control = (controlUrl: string, body: unknown, token = "control-token") =>
  fetch(`${controlUrl}/control`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

describe("the simulated exchange", () => {
  it("sends the streams named in the address, combined", async () => {
    const { clock, url } = await open();
    const { messages } = await client(`${url}?streams=btcusdt@trade/ethusdt@trade`);
    clock.advance(100);
    expect((await messages.next()).stream).toBe("btcusdt@trade");
    expect((await messages.next()).stream).toBe("ethusdt@trade");
  });

  it("subscribes, lists and unsubscribes, acknowledging each by its id", async () => {
    const { clock, url } = await open();
    const { ask, messages } = await client(url);
    expect(await ask({ method: "SUBSCRIBE", params: ["btcusdt@trade", "btcusdt@miniTicker"], id: 1 })).toEqual({
      result: null,
      id: 1,
    });
    expect(await ask({ method: "UNSUBSCRIBE", params: ["btcusdt@trade"], id: "two" })).toEqual({
      result: null,
      id: "two",
    });
    expect(await ask({ method: "LIST_SUBSCRIPTIONS", id: 3 })).toEqual({ result: ["btcusdt@miniTicker"], id: 3 });
    clock.advance(1_000);
    expect((await messages.next()).stream).toBe("btcusdt@miniTicker");
  });

  it("answers what it does not understand with an error frame and keeps the connection", async () => {
    const { url } = await open();
    const { ask, socket } = await client(url);
    expect(await ask({ method: "DESTROY", id: 9 })).toMatchObject({ code: 2, id: 9 });
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  const names = (count: number) => Array.from({ length: count }, (_, index) => `m${index}@trade`);

  it("takes 1,024 streams on a connection, and ends one that asks for more", async () => {
    const { url } = await open();
    const { ask, socket, closed } = await client(url);
    expect(await ask({ method: "SUBSCRIBE", params: names(1_024), id: 1 })).toEqual({ result: null, id: 1 });
    socket.send(JSON.stringify({ method: "SUBSCRIBE", params: ["one@more"], id: 2 }));
    expect(await closed.next()).toBe(1008);
  });

  it("ends a connection whose address names more than 1,024 streams", async () => {
    const { url } = await open();
    const { closed } = await client(`${url}?streams=${names(1_025).join("/")}`);
    expect(await closed.next()).toBe(1008);
  });

  it("ends a connection that sends more than 5 messages in a second", async () => {
    const { url } = await open();
    const { socket, closed } = await client(url);
    for (let id = 1; id <= 6; id += 1) socket.send(JSON.stringify({ method: "LIST_SUBSCRIPTIONS", id }));
    expect(await closed.next()).toBe(1008);
  });

  it("takes 5 messages in each second", async () => {
    const { clock, url } = await open();
    const { ask, socket } = await client(url);
    for (let id = 1; id <= 15; id += 1) {
      expect(await ask({ method: "LIST_SUBSCRIPTIONS", id })).toEqual({ result: [], id });
      if (id % 5 === 0) clock.advance(1_000);
    }
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it("pings every 20 s", async () => {
    const { clock, url } = await open();
    const { pings } = await client(url);
    clock.advance(20_000);
    expect(await pings.next()).toBe(String(clock.now()));
  });

  it("ends a connection whose pong does not come within a minute", async () => {
    const { clock, url } = await open();
    const { closed } = await client(url, false);
    clock.advance(80_000);
    expect(await closed.next()).toBe(1006);
  });

  it("takes no connection elsewhere than /stream", async () => {
    const { port } = await open();
    await expect(client(`ws://127.0.0.1:${port}/elsewhere`)).rejects.toThrow("404");
  });

  const answerTo = async (port: number, target: string): Promise<string> => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`GET ${target} HTTP/1.1\r\nHost: exchange\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    const [answer] = await once(socket, "data");
    socket.destroy();
    return String(answer).split("\r\n", 1)[0] as string;
  };

  it.each(["//", "http://[", "//:0"])("refuses to upgrade at %s, which is no address", async (target) => {
    expect(await answerTo((await open()).port, target)).toBe("HTTP/1.1 400 Bad Request");
  });

  it("answers every request line that asks for an upgrade, whatever it names", async () => {
    const { port } = await open();
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[/:?#[\]@%a-z0-9.]{1,12}$/), async (target) => {
        expect(await answerTo(port, target)).toMatch(/^HTTP\/1\.1 40[04] /);
      }),
    );
  });

  it("tells its time, skewed when told so", async () => {
    const { clock, restUrl, exchange } = await open();
    exchange.perform({ action: "skew", milliseconds: 5_000 });
    const answer = await fetch(`${restUrl}/api/v3/time`);
    expect(await answer.json()).toEqual({ serverTime: clock.now() + 5_000 });
  });

  it("holds frames back while delayed, their time unchanged", async () => {
    const { clock, url, exchange } = await open();
    const { messages } = await client(`${url}?streams=btcusdt@trade`);
    exchange.perform({ action: "delay", milliseconds: 2_000 });
    clock.advance(100);
    const made = clock.now();
    clock.advance(2_000);
    expect((await messages.next()).data?.["E"]).toBe(made);
  });

  it("sends what it held back before anything newer, once it resumes", async () => {
    const { clock, url, exchange } = await open();
    const { messages, ask } = await client(`${url}?streams=btcusdt@trade`);
    exchange.perform({ action: "delay", milliseconds: 10_000 });
    clock.advance(300);
    exchange.perform({ action: "resume" });
    clock.advance(200);
    await ask({ method: "LIST_SUBSCRIPTIONS", id: 1 });
    const trades = messages.all.filter(({ stream }) => stream === "btcusdt@trade");
    expect(trades.map(({ data }) => data?.["t"])).toEqual([1, 2, 3, 4, 5]);
  });

  it("trades at another rate when told so", async () => {
    const { clock, url, exchange } = await open();
    const { messages, ask } = await client(`${url}?streams=btcusdt@trade`);
    exchange.perform({ action: "rate", tradesPerSecond: 100 });
    clock.advance(1_000);
    await ask({ method: "LIST_SUBSCRIPTIONS", id: 1 });
    expect(messages.all.filter(({ stream }) => stream === "btcusdt@trade")).toHaveLength(100);
  });
});

describe("the exchange's control endpoint", () => {
  it("performs an action and tells the state", async () => {
    const { controlUrl } = await open();
    const answer = await control(controlUrl, { action: "stall" });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ faults: { stall: true }, connections: 0 });
    const state = await fetch(`${controlUrl}/control`, { headers: { authorization: "Bearer control-token" } });
    expect(await state.json()).toMatchObject({ faults: { stall: true } });
    expect(await (await control(controlUrl, { action: "resume" })).json()).toMatchObject({ faults: { stall: false } });
  });

  it.each([
    ["no JSON", "{"],
    ["an unknown action", { action: "explode" }],
    ["a share above 1", { action: "malformed", share: 2 }],
    ["a field too many", { action: "stall", now: true }],
  ])("answers %s with 400", async (_, body) => {
    const { controlUrl } = await open();
    expect((await control(controlUrl, body)).status).toBe(400);
  });

  it("answers a wrong token with 401, and does nothing", async () => {
    const { controlUrl, exchange } = await open();
    expect((await control(controlUrl, { action: "stall" }, "metrics-token")).status).toBe(401);
    expect(exchange.state().faults.stall).toBe(false);
  });

  it("is a scrape target that shows faults and frames", async () => {
    const { clock, controlUrl, exchange, url } = await open();
    const { messages } = await client(`${url}?streams=btcusdt@trade`);
    exchange.perform({ action: "skew", milliseconds: 1 });
    clock.advance(100);
    await messages.next();
    const scrape = await fetch(`${controlUrl}/metrics`, { headers: { authorization: "Bearer metrics-token" } });
    const text = await scrape.text();
    expect(text).toContain('exchange_fault_active{fault="skew"} 1\n');
    expect(text).toContain('exchange_frames_sent_total{stream="trade"} 1\n');
    expect(text).toContain("exchange_connections 1\n");
    expect((await fetch(`${controlUrl}/metrics`)).status).toBe(401);
  });
});
