import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { MarketFrame } from "../../../app/exchange/frames.ts";
import { Market } from "../../../app/exchange/market.ts";
import { seededRandom } from "../../../app/exchange/random.ts";
import { Sequence } from "../support/sequence.ts";
import { client, open } from "./support.ts";

const TRADES = "?streams=btcusdt@trade";
const list = { method: "LIST_SUBSCRIPTIONS", id: 7 };

/** Trade ids received when a request sent now has been answered, so that nothing is still under way. */
async function tradeIds({ messages, ask }: Awaited<ReturnType<typeof client>>) {
  await ask(list);
  return messages.all.flatMap(({ data }) => (data?.["e"] === "trade" ? [data["t"]] : []));
}

describe("the exchange's faults", () => {
  it("freeze: nothing is sent, no ping comes, no request is answered; all of it goes on afterwards", async () => {
    const { clock, url, exchange } = await open();
    const { messages, pings, send } = await client(url + TRADES);
    exchange.perform({ action: "freeze" });
    send(list);
    clock.advance(30_000);
    const late = new WebSocket(url);
    const shaken = new Promise((resolve) => late.once("open", resolve));
    expect([messages.all, pings.all, late.readyState]).toEqual([[], [], WebSocket.CONNECTING]);
    exchange.perform({ action: "resume" });
    expect(await messages.next()).toEqual({ result: ["btcusdt@trade"], id: 7 });
    await shaken;
    late.terminate();
    clock.advance(100);
    expect((await messages.next()).data).toMatchObject({ t: 301 });
  });

  it("mute: prices come and no ping does; pongs that were never due are not missed", async () => {
    const { clock, url, exchange } = await open();
    const { pings, messages, socket, ask } = await client(url + TRADES);
    exchange.perform({ action: "mute" });
    clock.advance(100_000);
    await messages.next(({ stream }) => stream !== undefined);
    expect(pings.all).toEqual([]);
    exchange.perform({ action: "resume" });
    clock.advance(20_000);
    await pings.next();
    await ask(list);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it("ignore: a subscription is made and never acknowledged", async () => {
    const { clock, url, exchange } = await open();
    const { messages, send, socket } = await client(url);
    exchange.perform({ action: "ignore" });
    send({ method: "SUBSCRIBE", params: ["btcusdt@trade"], id: 1 });
    // A pong answers our ping after the request before it has been read.
    socket.ping();
    await new Promise((resolve) => socket.once("pong", resolve));
    clock.advance(100);
    expect((await messages.next()).stream).toBe("btcusdt@trade");
    expect(messages.all).toHaveLength(1);
  });

  it("reject: an error names the request, or does not", async () => {
    const { url, exchange } = await open();
    const { ask } = await client(url);
    const subscribe = (stream: string) => ask({ method: "SUBSCRIBE", params: [stream], id: 1 });
    exchange.perform({ action: "reject", containing: "eth", anonymous: false });
    expect(await subscribe("ethusdt@trade")).toEqual({
      code: 2,
      msg: "Invalid request: cannot subscribe to `ethusdt@trade`",
      id: 1,
    });
    expect(await subscribe("btcusdt@trade")).toEqual({ result: null, id: 1 });
    exchange.perform({ action: "reject", containing: "", anonymous: true });
    expect(Object.keys(await subscribe("solusdt@trade"))).toEqual(["code", "msg"]);
    expect(await ask(list)).toEqual({ result: ["btcusdt@trade"], id: 7 });
  });

  it("slam: a connection is taken and closed", async () => {
    const { url, exchange } = await open();
    exchange.perform({ action: "slam" });
    expect(await (await client(url)).closed.next()).toBe(1001);
  });

  it("ban: handshakes are answered with 418 and a Retry-After", async () => {
    const { url, exchange } = await open();
    exchange.perform({ action: "ban", seconds: 90 });
    const socket = new WebSocket(url);
    const answer = new Promise((resolve) =>
      socket.once("unexpected-response", (request, response) => {
        request.destroy();
        resolve([response.statusCode, response.headers["retry-after"]]);
      }),
    );
    socket.on("error", () => undefined);
    expect(await answer).toEqual([418, "90"]);
  });

  it("skip: so many trades of each market are made and not told", async () => {
    const { clock, url, exchange } = await open();
    const connected = await client(`${url}${TRADES}/ethusdt@trade`);
    clock.advance(100);
    exchange.perform({ action: "skip", trades: 3 });
    clock.advance(500);
    expect(await tradeIds(connected)).toEqual([1, 1, 5, 5, 6, 6]);
  });

  it("repeat: so many trades of each market are told twice", async () => {
    const { clock, url, exchange } = await open();
    const connected = await client(url + TRADES);
    exchange.perform({ action: "repeat", trades: 2 });
    clock.advance(300);
    expect(await tradeIds(connected)).toEqual([1, 1, 2, 2, 3]);
  });

  it("reorder: so many trades of each market are told after the one that follows", async () => {
    const { clock, url, exchange } = await open();
    const connected = await client(url + TRADES);
    exchange.perform({ action: "reorder", trades: 2 });
    clock.advance(600);
    expect(await tradeIds(connected)).toEqual([2, 1, 4, 3, 5, 6]);
  });

  it.each([
    ["truncated", { result: '{"stream":"btcusdt@trade","data":{"e":"trade","E":17' }],
    ["no-json", { result: "\u0000 not JSON" }],
    ["empty", { result: "" }],
    ["unknown", { stream: "btcusdt@novelty" }],
    ["bad-price", { data: { p: "1e400" } }],
    ["wrong-types", { data: { p: 1, t: {} } }],
    ["stray-error", { code: 1 }],
    ["stray-answer", { result: null, id: 987_654_321 }],
  ] as const)("send: a frame that is %s, to everybody", async (frame, message) => {
    const { url, exchange } = await open();
    const { messages } = await client(url);
    exchange.perform({ action: "send", frame });
    expect(await messages.next()).toMatchObject(message);
  });

  it("send: a frame of 5 MB", async () => {
    const { url, exchange } = await open();
    const { socket } = await client(url);
    const size = new Promise((resolve) => socket.once("message", (data) => resolve((data as Buffer).length)));
    exchange.perform({ action: "send", frame: "huge" });
    expect(await size).toBeGreaterThan(5_000_000);
  });
});

describe("what a market records", () => {
  it("is each trade and each closed candle, whoever is subscribed, gaps of the feed included", () => {
    const recorded = new Sequence<MarketFrame>();
    const market = new Market({
      market: "BTCUSDT",
      startTicks: 6_400_000,
      random: seededRandom(1),
      now: 0,
      recorded: recorded.push,
    });
    market.trade(400);
    market.everySecond(500);
    market.trade(900);
    market.everySecond(1_000);
    expect(recorded.all.map(({ stream, data }) => [stream, data["t"] ?? (data["k"] as { t: number }).t])).toEqual([
      ["btcusdt@trade", 1],
      ["btcusdt@trade", 2],
      ["btcusdt@kline_1s", 0],
    ]);
  });
});
