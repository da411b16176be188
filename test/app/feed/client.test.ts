import { describe, expect, it } from "vitest";
import { openExchange } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { connect, is, names, STREAMS, subscribed } from "./support.ts";

const many = (count: number) => Array.from({ length: count }, (_, index) => `coin${index}usdt@trade`);

/** Its wall clock is a second further each time that it is read. */
class TickingClock extends FakeClock {
  override now(): number {
    this.jump(1_000);
    return super.now();
  }
}

describe("the feed client", () => {
  it("connects, subscribes and is told so by an acknowledgement", async () => {
    const { states, frames } = await subscribed();
    expect(states.all).toMatchObject([
      { shard: 0, connection: 1, at: Date.UTC(2026, 0, 1), state: "connecting", attempt: 0 },
      { state: "open" },
      { state: "control-sent", frame: "subscribe" },
      { state: "subscribed", streams: 4 },
    ]);
    expect(frames.all).toEqual(["control"]);
  });

  it("receives every kind of market data", async () => {
    const { live, events } = await subscribed();
    await live(1_000);
    const candle = await events.next(({ kind }) => kind === "kline");
    expect(candle).toMatchObject({ market: "BTCUSDT", closed: true });
    expect(new Set(events.all.map(({ kind }) => kind))).toEqual(
      new Set(["trade", "bookTicker", "miniTicker", "kline"]),
    );
    expect(events.all.filter(({ kind }) => kind === "trade")).toHaveLength(10);
  });

  it("reads the clock once for all events of a chunk, and again for the next chunk", async () => {
    const { live, events } = await subscribed({ clock: new TickingClock() });
    const readings = () => new Set(events.all.map(({ receivedAt }) => receivedAt)).size;
    await live(1_000);
    await events.next(({ kind }) => kind === "kline");
    expect(events.all.length).toBeGreaterThan(20);
    const first = readings();
    expect(first).toBeLessThan(events.all.length / 4);
    await live(100);
    expect(readings()).toBeGreaterThan(first);
  });

  it("counts as unknown what nobody takes", async () => {
    const { live, frames } = await subscribed({ streams: ["ethusdt@trade"] });
    await live(100);
    expect(frames.all).toEqual(["control", "unknown"]);
  });

  it("subscribes to more while it runs, and the others stay", async () => {
    const { client, states, clock, live, events } = await subscribed({ streams: ["btcusdt@trade"] });
    client.subscribe(["ethusdt@trade"]);
    clock.advance(250);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 1, streams: 2 });
    await live(100);
    await events.next(({ market }) => market === "ETHUSDT");
    expect(events.all.map(({ market }) => market)).toEqual(["BTCUSDT", "ETHUSDT"]);
  });

  it("takes what is wanted while the connection is being made", async () => {
    const { url } = await openExchange(new FakeClock());
    const { client, states, clock } = connect(url, { streams: ["btcusdt@trade"] });
    client.subscribe(["ethusdt@trade"]);
    expect(await states.next(is("subscribed"))).toMatchObject({ streams: 2 });
    client.unsubscribe(["ethusdt@trade"]);
    clock.advance(250);
    expect(await states.next(is("subscribed"))).toMatchObject({ streams: 1 });
  });

  it("unsubscribes while it runs", async () => {
    const { client, states, clock, live, events } = await subscribed({ streams: ["btcusdt@trade", "ethusdt@trade"] });
    client.unsubscribe(["btcusdt@trade"]);
    clock.advance(250);
    expect(await states.next(is("subscribed"))).toMatchObject({ streams: 1 });
    await live(100);
    expect(events.all.map(({ market }) => market)).toEqual(["ETHUSDT"]);
  });

  it("needs no connection when nothing is wanted, and makes one when something is", async () => {
    const { client, states, exchange } = await subscribed();
    client.unsubscribe(STREAMS);
    expect(states.all.at(-1)).toMatchObject({ shard: 0, state: "stopped" });
    client.subscribe(["btcusdt@trade"]);
    expect(await states.next(is("subscribed"))).toMatchObject({ connection: 1, streams: 1 });
    expect(exchange.state().connections).toBeGreaterThan(0);
  });

  it("spreads more than 1,024 streams over connections, in requests of 200", async () => {
    const exchangeClock = new FakeClock();
    const { url, exchange } = await openExchange(exchangeClock);
    const { states, frames, clock } = connect(url, { streams: many(1_100) });
    for (let answers = 0; answers < 7; answers += 1) {
      await frames.next();
      exchangeClock.advance(250);
      clock.advance(250);
    }
    const done = states.all.filter(is("subscribed"));
    expect(done).toMatchObject([
      { shard: 1, streams: 76 },
      { shard: 0, streams: 1_024 },
    ]);
    expect(states.all.filter((state) => is("control-sent")(state) && state.shard === 0)).toHaveLength(6);
    expect(exchange.state().connections).toBe(2);
  });

  it("stops for good", async () => {
    const { client, clock, states } = await subscribed();
    client.stop();
    clock.advance(600_000);
    expect(names(states)).toEqual(["connecting", "open", "subscribed", "stopped"]);
  });
});
