import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import type { FeedState } from "../../../app/feed/states.ts";
import { close, listen } from "../../../app/http/listen.ts";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import type { Sequence } from "../support/sequence.ts";
import { connect, is, subscribed } from "./support.ts";

type Retrying = Extract<FeedState, { readonly state: "retrying" }>;
const nextRetry = async (states: Sequence<FeedState>) => (await states.next(is("retrying"))) as Retrying;

describe("a connection that the exchange closed", () => {
  it("is made again within a second", async () => {
    const { exchange, clock, states } = await subscribed();
    exchange.perform({ action: "drop" });
    expect(await nextRetry(states)).toMatchObject({
      connection: 1,
      reason: "closed",
      delayMs: 500,
      detail: "closed by the exchange (code 1001)",
    });
    clock.advance(500);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 2 });
  });

  it("is made again after it broke without a goodbye", async () => {
    const { exchange, clock, states } = await subscribed();
    exchange.perform({ action: "reset" });
    expect(await nextRetry(states)).toMatchObject({ reason: "closed", detail: expect.stringContaining("1006") });
    clock.advance(500);
    await states.next(is("subscribed"));
  });

  it("is made again when the exchange ends it by its age", async () => {
    const { exchangeClock, states } = await subscribed({}, { lifetimeMs: 10_000 });
    exchangeClock.advance(10_000);
    expect(await nextRetry(states)).toMatchObject({ reason: "closed", delayMs: 500 });
  });
});

describe("an exchange that lets nobody in", () => {
  it("is asked at growing distances, and at short ones again after a minute of health", async () => {
    const { exchange, live, clock, states } = await subscribed();
    exchange.perform({ action: "refuse" });
    exchange.perform({ action: "drop" });
    const delays: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      delays.push((await nextRetry(states)).delayMs);
      if (attempt < 3) clock.advance(delays.at(-1) as number);
    }
    expect(delays).toEqual([500, 1_000, 2_000, 4_000]);
    expect(states.all.at(-1)).toMatchObject({ reason: "refused", detail: "Unexpected server response: 503" });
    exchange.perform({ action: "resume" });
    clock.advance(4_000);
    await states.next(is("subscribed"));
    for (const seconds of [15, 15, 15, 15]) await live(seconds * 1_000);
    exchange.perform({ action: "drop" });
    expect(await nextRetry(states)).toMatchObject({ attempt: 1, delayMs: 500 });
  });

  it("is one that nobody listens at", async () => {
    const { port, stop } = await openExchange(new FakeClock());
    await stop();
    const { states } = connect(`ws://127.0.0.1:${port}/stream`);
    expect(await nextRetry(states)).toMatchObject({
      reason: "refused",
      detail: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it("is one that closes each connection at once, and is asked at growing distances", async () => {
    const { exchange, url } = await openExchange(new FakeClock());
    exchange.perform({ action: "slam" });
    const { clock, states } = connect(url);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      delays.push((await nextRetry(states)).delayMs);
      clock.advance(delays.at(-1) as number);
    }
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  it("is not asked before its Retry-After, by no shard", async () => {
    const { exchange, url } = await openExchange(new FakeClock());
    exchange.perform({ action: "ban", seconds: 120 });
    const many = Array.from({ length: 1_025 }, (_, index) => `coin${index}usdt@trade`);
    const { clock, states } = connect(url, { streams: many });
    const shards = [await nextRetry(states), await nextRetry(states)];
    expect(shards).toMatchObject([
      { reason: "refused", detail: "Unexpected server response: 418" },
      { reason: "refused", detail: "Unexpected server response: 418" },
    ]);
    exchange.perform({ action: "resume" });
    clock.advance(119_999);
    expect(states.all.filter(is("held"))).toHaveLength(2);
    expect(states.all.filter(is("connecting"))).toHaveLength(2);
    clock.advance(1);
    expect(states.all.filter(is("connecting"))).toHaveLength(4);
  });
});

describe("an exchange in maintenance", () => {
  it("is not asked before the date that its Retry-After names", async () => {
    const until = new Date(new FakeClock().now() + 90_000).toUTCString();
    const server = createServer((_, response) => void response.writeHead(503, { "Retry-After": until }).end());
    const port = await listen(server, "the test", { port: 0, host: "127.0.0.1" });
    onTestFinished(() => close(server));
    const { clock, states } = connect(`ws://127.0.0.1:${port}/stream`);
    await nextRetry(states);
    clock.advance(89_999);
    expect(states.all.filter(is("connecting"))).toHaveLength(1);
    clock.advance(1);
    expect(states.all.filter(is("connecting"))).toHaveLength(2);
  });
});

describe("the budget of attempts", () => {
  it("is kept when connections end faster than the back-off slows us: 240 in five minutes, none of them turned away", async () => {
    const { exchange, exchangeClock, url } = await openSlamming();
    const { clock, states } = connect(url, { timings: { capMs: 200, baseMs: 200 } });
    for (;;) {
      const state = await states.next((one) => is("retrying")(one) || is("held")(one));
      if (state.state === "held") break;
      if (state.state !== "retrying") continue;
      exchangeClock.advance(state.delayMs);
      clock.advance(state.delayMs);
    }
    expect(states.all.filter(is("connecting"))).toHaveLength(240);
    expect(
      states.all.filter(is("retrying")).every((state) => state.state === "retrying" && state.reason === "closed"),
    ).toBe(true);
    const held = states.all.at(-1);
    expect(held).toMatchObject({ state: "held", delayMs: 300_000 - 239 * 100 - 100 });
    exchange.perform({ action: "resume" });
    clock.advance(300_000);
    await states.next(is("subscribed"));
  });
});

async function openSlamming() {
  const exchangeClock = new FakeClock();
  const running = await openExchange(exchangeClock);
  running.exchange.perform({ action: "slam" });
  return { ...running, exchangeClock };
}
