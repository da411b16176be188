import { describe, expect, it } from "vitest";
import { ExchangeRest } from "../../../app/feed/rest.ts";
import { parseUnits } from "../../../app/portfolio/units.ts";
import { openAnswering, openExchangeWithRest } from "../support/exchange-rest.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { openRecorder } from "../support/recorder.ts";

const never = new AbortController().signal;
const RANGE = { from: 1, to: 10 };

async function open({ weightLimit = 6_000, weightBudget = 3_000 } = {}) {
  const clock = new FakeClock();
  const exchange = await openExchangeWithRest(clock, { weightLimit });
  const { recorder, value } = openRecorder();
  const rest = new ExchangeRest({ baseUrl: exchange.restUrl, clock, recorder, weightBudget });
  const requests = (outcome: string) =>
    value("quantflow_rest_requests_total", { endpoint: "historicalTrades", outcome });
  return { clock, rest, value, requests, ...exchange };
}

describe("past trades", () => {
  it("are events of the feed that say that they came afterwards, in the order of their ids", async () => {
    const { clock, rest, recorded, requests } = await open();
    clock.advance(2_000);
    const sent = recorded.filter(({ stream }) => stream === "btcusdt@trade").slice(4, 9);
    expect(await rest.trades("BTCUSDT", { from: 5, to: 9 }, never)).toEqual(
      sent.map(({ data }) => ({
        kind: "trade",
        market: "BTCUSDT",
        receivedAt: clock.now(),
        id: data["t"],
        price: parseUnits(String(data["p"])),
        quantity: Number(data["q"]),
        eventTime: data["T"],
        tradeTime: data["T"],
        backfilled: true,
      })),
    );
    expect(requests("answered")).toBe(1);
  });

  it("come a thousand at a time", async () => {
    const { clock, rest } = await open();
    clock.advance(120_000);
    const trades = await rest.trades("BTCUSDT", { from: 11, to: 1_150 }, never);
    expect(trades.map(({ id }) => id)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 11));
  });

  it("are none where there are none yet", async () => {
    const { rest } = await open();
    expect(await rest.trades("BTCUSDT", { from: 11, to: 12 }, never)).toEqual([]);
  });
});

describe("past candles", () => {
  it("are closed, and within the range", async () => {
    const { clock, rest } = await open();
    const first = clock.now() / 1_000;
    clock.advance(10_000);
    const candles = await rest.candles("ETHUSDT", { from: first + 2, to: first + 4 }, never);
    expect(candles.map(({ openTime }) => openTime / 1_000 - first)).toEqual([2, 3, 4]);
    for (const candle of candles) {
      expect(candle).toMatchObject({ kind: "kline", market: "ETHUSDT", closed: true, backfilled: true });
      expect(candle.eventTime).toBe(candle.openTime + 1_000);
      expect(candle.low).toBeLessThanOrEqual(Math.min(candle.open, candle.close));
      expect(Number.isSafeInteger(candle.high)).toBe(true);
    }
  });
});

describe("the exchange's time", () => {
  it("is asked for within the same limit", async () => {
    const { clock, exchange, rest, value, asked } = await open();
    exchange.perform({ action: "skew", milliseconds: 1_500 });
    expect(await rest.time(never)).toBe(clock.now() + 1_500);
    expect(value("quantflow_rest_used_weight")).toBe(1);
    exchange.perform({ action: "ban", seconds: 60 });
    await expect(rest.time(never)).rejects.toMatchObject({ code: "FEED_REST_LIMIT" });
    await expect(rest.time(never)).rejects.toMatchObject({ code: "FEED_REST_LIMIT" });
    expect(asked).toHaveLength(2);
  });

  it.each(["{}", '{"serverTime":0}', '{"serverTime":"1"}', "[]"])("is not %s", async (body) => {
    const { url } = await openAnswering(200, body);
    const rest = new ExchangeRest({ baseUrl: url, clock: new FakeClock(), recorder: openRecorder().recorder });
    await expect(rest.time(never)).rejects.toMatchObject({ code: "FEED_REST" });
  });
});

describe("the limit of requests", () => {
  it("is kept by asking for no more than our share a minute, by the exchange's own count", async () => {
    const { clock, rest, asked, restUrl, value, requests } = await open({ weightBudget: 100 });
    for (let request = 0; request < 3; request += 1) await rest.trades("BTCUSDT", RANGE, never);
    // Somebody else behind our address.
    await fetch(`${restUrl}/api/v3/time`);
    await rest.trades("BTCUSDT", RANGE, never);
    expect(value("quantflow_rest_used_weight")).toBe(101);
    clock.advance(20_000);
    await expect(rest.trades("BTCUSDT", RANGE, never)).rejects.toMatchObject({
      code: "FEED_REST_LIMIT",
      waitMs: 40_000,
    });
    expect(asked).toHaveLength(5);
    expect(requests("limited")).toBe(1);
    clock.advance(40_000);
    await rest.trades("BTCUSDT", RANGE, never);
    expect(asked).toHaveLength(6);
  });

  it.each([
    [429, { "retry-after": "7" }, 7_000],
    [418, { "retry-after": "120" }, 120_000],
    [429, {}, 60_000],
  ])("is waited out after a %d, and nothing is asked meanwhile", async (status, headers, waitMs) => {
    const clock = new FakeClock();
    const server = await openAnswering(status, "{}", headers as Record<string, string>);
    const rest = new ExchangeRest({ baseUrl: server.url, clock, recorder: openRecorder().recorder });
    await expect(rest.trades("BTCUSDT", RANGE, never)).rejects.toMatchObject({ code: "FEED_REST_LIMIT", waitMs });
    clock.advance(waitMs - 1_000);
    await expect(rest.candles("BTCUSDT", RANGE, never)).rejects.toMatchObject({ code: "FEED_REST_LIMIT" });
    expect(server.asked()).toBe(1);
    clock.advance(1_000);
    await expect(rest.trades("BTCUSDT", RANGE, never)).rejects.toMatchObject({ code: "FEED_REST_LIMIT" });
    expect(server.asked()).toBe(2);
  });
});

describe("an answer that is none", () => {
  const trade = { id: 1, price: "1.0", qty: "1.0", time: 1 };
  it.each([
    ["an error", 500, "[]"],
    ["no JSON", 200, "<html>"],
    ["no list", 200, '{"code":0}'],
    ["a price that is none", 200, JSON.stringify([trade, { ...trade, price: "NaN" }])],
    ["a negative quantity", 200, JSON.stringify([{ ...trade, qty: "-1" }])],
    ["an id that is no whole number", 200, JSON.stringify([{ ...trade, id: 1.5 }])],
    ["a list of nothing", 200, "[null]"],
  ])("fails by %s", async (_, status, body) => {
    const { url } = await openAnswering(status, body);
    const { recorder, value } = openRecorder();
    const rest = new ExchangeRest({ baseUrl: url, clock: new FakeClock(), recorder });
    await expect(rest.trades("BTCUSDT", RANGE, never)).rejects.toMatchObject({ code: "FEED_REST" });
    expect(value("quantflow_rest_requests_total", { endpoint: "historicalTrades", outcome: "failed" })).toBe(1);
  });

  it("fails when nobody listens, and when it is stopped", async () => {
    const rest = (baseUrl: string) =>
      new ExchangeRest({ baseUrl, clock: new FakeClock(), recorder: openRecorder().recorder });
    await expect(rest("http://127.0.0.1:9").candles("BTCUSDT", RANGE, never)).rejects.toMatchObject({
      code: "FEED_REST",
    });
    const { url } = await openAnswering(200, "[]");
    await expect(rest(url).candles("BTCUSDT", RANGE, AbortSignal.abort())).rejects.toMatchObject({ code: "FEED_REST" });
  });
});
