import { describe, expect, it, onTestFinished } from "vitest";
import type { MarketEvent } from "../../../app/engine/events.ts";
import { FEED_TIMINGS, FeedClient } from "../../../app/feed/client.ts";
import type { FeedState, FrameOutcome } from "../../../app/feed/states.ts";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { Sequence } from "../support/sequence.ts";

const STREAMS = ["btcusdt@trade", "btcusdt@bookTicker", "btcusdt@miniTicker", "btcusdt@kline_1s"];

/** A client of a real exchange; each has a clock of its own, so that one's time does not move the other. */
async function connect(url: string, clock = new FakeClock()) {
  const states = new Sequence<FeedState>();
  const events = new Sequence<MarketEvent>();
  const frames = new Sequence<FrameOutcome>();
  const client = new FeedClient(
    { url, streams: STREAMS, clock, random: () => 0.5, timings: FEED_TIMINGS },
    {
      state: states.push,
      frame: frames.push,
      event(event) {
        events.push(event);
        return event.market === "BTCUSDT";
      },
    },
  );
  client.start();
  onTestFinished(() => client.stop());
  return { client, clock, states, events, frames };
}

const is = (name: FeedState["state"]) => (state: FeedState) => state.state === name;

async function subscribed() {
  const exchangeClock = new FakeClock();
  const running = await openExchange(exchangeClock);
  const feed = await connect(running.url);
  await feed.states.next(is("subscribed"));
  return { ...running, exchangeClock, ...feed };
}

describe("the feed client", () => {
  it("connects, subscribes and is told so by an acknowledgement", async () => {
    const { states, frames } = await subscribed();
    expect(states.all).toEqual([
      { state: "connecting", attempt: 0 },
      { state: "open" },
      { state: "subscribed", streams: 4 },
    ]);
    expect(frames.all).toEqual(["control"]);
  });

  it("receives every kind of market data", async () => {
    const { exchangeClock, events } = await subscribed();
    exchangeClock.advance(1_000);
    const candle = await events.next(({ kind }) => kind === "kline");
    expect(candle).toMatchObject({ market: "BTCUSDT", closed: true });
    const kinds = new Set(events.all.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(["trade", "bookTicker", "miniTicker", "kline"]));
    expect(events.all.filter(({ kind }) => kind === "trade")).toHaveLength(10);
  });

  it("ends a connection that is silent for 45 s, though its socket stays open", async () => {
    const { exchange, clock, states } = await subscribed();
    exchange.perform({ action: "stall" });
    clock.advance(44_999);
    expect(states.all.at(-1)).toEqual({ state: "subscribed", streams: 4 });
    clock.advance(1);
    expect(states.all.at(-1)).toEqual({
      state: "retrying",
      attempt: 1,
      delayMs: 500,
      reason: "silent",
      detail: "no frame for 45000 ms",
    });
    clock.advance(500);
    await states.next(is("subscribed"));
  });

  it("measures silence from the last frame", async () => {
    const { exchangeClock, clock, states, events } = await subscribed();
    clock.advance(30_000);
    exchangeClock.advance(100);
    await events.next();
    clock.advance(44_000);
    expect(states.all.at(-1)).toMatchObject({ state: "subscribed" });
    clock.advance(1_000);
    expect(states.all.at(-1)).toMatchObject({ state: "retrying", reason: "silent" });
  });

  it("connects again after the exchange drops it", async () => {
    const { exchange, clock, states } = await subscribed();
    exchange.perform({ action: "drop" });
    const retrying = await states.next(is("retrying"));
    expect(retrying).toMatchObject({ reason: "closed", delayMs: 500, detail: "closed by the exchange (code 1001)" });
    clock.advance(500);
    await states.next(is("subscribed"));
  });

  it("connects again after a connection broke without a goodbye", async () => {
    const { exchange, clock, states } = await subscribed();
    exchange.perform({ action: "reset" });
    expect(await states.next(is("retrying"))).toMatchObject({
      reason: "closed",
      detail: expect.stringContaining("1006"),
    });
    clock.advance(500);
    await states.next(is("subscribed"));
  });

  it("connects again at once when the exchange announces its shutdown", async () => {
    const { exchange, clock, states } = await subscribed();
    exchange.perform({ action: "shutdown" });
    expect(await states.next(is("retrying"))).toMatchObject({ reason: "shutdown", delayMs: 0 });
    clock.advance(0);
    await states.next(is("subscribed"));
  });

  it("waits longer each time it is refused, and starts anew after a minute of health", async () => {
    const { exchange, exchangeClock, clock, states, events } = await subscribed();
    exchange.perform({ action: "refuse" });
    exchange.perform({ action: "drop" });
    const delays: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const state = await states.next(is("retrying"));
      if (state.state === "retrying") delays.push(state.delayMs);
      if (attempt < 3) clock.advance(delays.at(-1) as number);
    }
    expect(delays).toEqual([500, 1_000, 2_000, 4_000]);
    expect(states.all.at(-1)).toMatchObject({ reason: "refused", detail: "Unexpected server response: 503" });
    exchange.perform({ action: "resume" });
    clock.advance(4_000);
    await states.next(is("subscribed"));
    for (const seconds of [30, 30]) {
      clock.advance(seconds * 1_000);
      const before = events.all.length;
      exchangeClock.advance(100);
      await events.next(() => events.all.length > before);
    }
    exchange.perform({ action: "drop" });
    expect(await states.next(is("retrying"))).toMatchObject({ attempt: 1, delayMs: 500 });
  });

  it("says that it was refused when nobody listens", async () => {
    const { port, stop } = await openExchange(new FakeClock());
    await stop();
    const { states } = await connect(`ws://127.0.0.1:${port}/stream`);
    expect(await states.next(is("retrying"))).toMatchObject({
      reason: "refused",
      detail: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it("counts damaged frames and goes on", async () => {
    const { exchange, exchangeClock, frames, states } = await subscribed();
    exchange.perform({ action: "malformed", share: 1 });
    exchangeClock.advance(500);
    await frames.next((outcome) => outcome === "malformed");
    exchange.perform({ action: "resume" });
    exchangeClock.advance(500);
    await frames.next((outcome) => outcome === "applied");
    expect(frames.all.filter((outcome) => outcome === "malformed")).toHaveLength(10);
    expect(states.all.at(-1)).toMatchObject({ state: "subscribed" });
  });

  it("stops for good", async () => {
    const { client, clock, states } = await subscribed();
    client.stop();
    clock.advance(600_000);
    expect(states.all.at(-1)).toEqual({ state: "stopped" });
  });
});
