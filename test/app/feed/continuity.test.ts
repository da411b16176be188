import { describe, expect, it, onTestFinished } from "vitest";
import type { MarketEvent } from "../../../app/engine/events.ts";
import type { ControlAction } from "../../../app/exchange/faults.ts";
import { Backfill } from "../../../app/feed/backfill.ts";
import { FEED_TIMINGS, FeedClient } from "../../../app/feed/client.ts";
import { ExchangeRest } from "../../../app/feed/rest.ts";
import { openExchangeWithRest } from "../support/exchange-rest.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "../support/recorder.ts";

const STREAMS = ["btcusdt@trade", "btcusdt@kline_1s"];
const random = () => 0.5;

/** The feed with its backfill on the simulated exchange, all by one clock. */
async function open({ renewalMs = FEED_TIMINGS.renewalMs, weightLimit = 6_000 } = {}) {
  const clock = new FakeClock();
  const { exchange, recorded, asked, url, restUrl } = await openExchangeWithRest(clock, { weightLimit });
  const { recorder, value } = openRecorder();
  const applied: MarketEvent[] = [];
  const backfill = new Backfill({
    instruments: [{ market: "BTCUSDT", base: "BTC", quote: "USDT" }],
    rest: new ExchangeRest({ baseUrl: restUrl, clock, recorder }),
    apply: (event) => void applied.push(event),
    clock,
    random,
    recorder,
    log: memoryLog(),
  });
  const states: string[] = [];
  const timings = { ...FEED_TIMINGS, renewalMs, renewalJitterMs: 0 };
  const feed = new FeedClient(
    { url, streams: STREAMS, clock, random, timings },
    {
      state: ({ state }) => void states.push(state),
      frame: () => undefined,
      event: (event) => backfill.accept(event) && applied.push(event) > 0,
    },
  );
  onTestFinished(async () => {
    feed.stop();
    await backfill.stop();
  });
  const trades = () => applied.flatMap((event) => (event.kind === "trade" ? [event.id] : []));
  const candles = () =>
    applied.flatMap((event) => (event.kind === "kline" && event.closed ? [event.openTime / 1_000] : []));
  const lastTrade = () => Number(recorded.findLast(({ stream }) => stream === "btcusdt@trade")?.data["t"]);
  /** A tenth of a second, and all that the network does with it. */
  const until = async (holds: () => boolean) => {
    while (!holds()) {
      clock.advance(100);
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
    }
  };
  const pass = async (milliseconds: number) => {
    const end = clock.now() + milliseconds;
    await until(() => clock.now() >= end);
  };
  /** Waits until all that has happened on the exchange by now is here. */
  const settle = async () => {
    await until(() => states.at(-1) !== "retrying");
    const last = lastTrade();
    await until(() => new Set(trades()).has(last) && missing() === 0);
  };
  const missing = () => {
    backfill.refresh();
    return ["trade", "kline"].reduce(
      (sum, stream) => sum + (value("quantflow_feed_missing_events", { stream }) ?? 0),
      0,
    );
  };
  const total = (what: string, stream = "trade") => value(`quantflow_feed_${what}_total`, { stream }) ?? 0;
  feed.start();
  await until(() => trades().length > 0 && candles().length > 0);
  return { clock, exchange, states, asked, trades, candles, until, pass, settle, total, value };
}

/** Each once, and none missing between the first and the last. */
function expectEachOnce(numbers: readonly number[]): void {
  const sorted = [...numbers].sort((a, b) => a - b);
  expect(sorted).toEqual(Array.from({ length: sorted.length }, (_, index) => (sorted[0] ?? 0) + index));
}

describe("every trade and every candle reaches the application once", () => {
  it("over the renewal of a connection, without asking for any", async () => {
    const { states, asked, trades, candles, pass, settle, total } = await open({ renewalMs: 5_000 });
    await pass(20_000);
    await settle();
    expect(states.filter((state) => state === "renewed").length).toBeGreaterThanOrEqual(2);
    expectEachOnce(trades());
    expectEachOnce(candles());
    expect(trades().length).toBeGreaterThan(150);
    expect(total("duplicates")).toBeGreaterThan(0);
    expect(asked).toEqual([]);
  });

  it("over a shutdown that the exchange announces", async () => {
    const { exchange, states, asked, trades, pass, settle } = await open();
    exchange.perform({ action: "shutdown" });
    await pass(5_000);
    await settle();
    expect(states).toContain("renewed");
    expectEachOnce(trades());
    expect(asked).toEqual([]);
  });

  it.each<[string, ControlAction]>([
    ["cut", { action: "reset" }],
    ["closed", { action: "drop" }],
  ])("over a connection that is %s, with what was missed fetched afterwards", async (_, action) => {
    const { exchange, asked, trades, candles, until, pass, settle, states, total } = await open();
    for (let round = 0; round < 3; round += 1) {
      await pass(3_000);
      const before = states.filter((state) => state === "subscribed").length;
      exchange.perform(action);
      await until(() => states.filter((state) => state === "subscribed").length > before);
      await settle();
    }
    expectEachOnce(trades());
    expectEachOnce(candles());
    expect(total("backfilled")).toBeGreaterThan(0);
    expect(asked.some((path) => path.startsWith("/api/v3/historicalTrades?symbol=BTCUSDT&fromId="))).toBe(true);
    expect([total("unrecovered"), total("unrecovered", "kline")]).toEqual([0, 0]);
  });

  it("over trades that the exchange skips or repeats", async () => {
    const { exchange, trades, pass, settle, total } = await open();
    exchange.perform({ action: "skip", trades: 7 });
    await pass(3_000);
    exchange.perform({ action: "repeat", trades: 5 });
    await pass(3_000);
    await settle();
    expectEachOnce(trades());
    expect(total("backfilled")).toBeGreaterThanOrEqual(7);
    expect(total("duplicates")).toBeGreaterThanOrEqual(5);
  });

  it("over half a minute without data, from an exchange that refuses the second request of a minute", async () => {
    const { exchange, trades, candles, pass, settle, total, value } = await open({ weightLimit: 26 });
    exchange.perform({ action: "stall" });
    await pass(30_000);
    exchange.perform({ action: "resume" });
    await settle();
    expectEachOnce(trades());
    expectEachOnce(candles());
    expect(total("backfilled")).toBeGreaterThanOrEqual(290);
    expect(total("backfilled", "kline")).toBeGreaterThanOrEqual(28);
    expect(total("unrecovered")).toBe(0);
    expect(value("quantflow_rest_requests_total", { endpoint: "klines", outcome: "limited" })).toBe(1);
  });
});
