import { describe, expect, it } from "vitest";
import { MARKETS, openExchangeWithRest } from "../support/exchange-rest.ts";
import { FakeClock } from "../support/fake-clock.ts";

async function open(overrides = {}) {
  const clock = new FakeClock();
  const opened = await openExchangeWithRest(clock, overrides);
  const ask = async (path: string) => {
    const response = await fetch(`${opened.restUrl}/api/v3/${path}`);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { clock, ask, ...opened };
}

describe("the simulated exchange's REST interface", () => {
  it("tells its time", async () => {
    const { clock, ask } = await open();
    expect((await ask("time")).body).toEqual({ serverTime: clock.now() });
    expect((await ask("ping")).body).toEqual({});
  });

  it("tells its markets and its limit", async () => {
    const { ask } = await open({ weightLimit: 100 });
    expect((await ask("exchangeInfo")).body).toMatchObject({
      rateLimits: [{ rateLimitType: "REQUEST_WEIGHT", interval: "MINUTE", intervalNum: 1, limit: 100 }],
      symbols: MARKETS.map((symbol) => ({ symbol, status: "TRADING", quoteAsset: "USDT" })),
    });
  });

  it("tells past trades by their ids, as they were sent", async () => {
    const { clock, ask, recorded } = await open();
    clock.advance(2_000);
    const sent = recorded.filter(({ stream }) => stream === "btcusdt@trade").map(({ data }) => data);
    const { body } = await ask("historicalTrades?symbol=BTCUSDT&fromId=3&limit=2");
    expect(body).toEqual(
      sent
        .slice(2, 4)
        .map(({ t, p, q, T, m }) => ({ id: t, price: p, qty: q, time: T, isBuyerMaker: m, isBestMatch: true })),
    );
    expect((await ask("historicalTrades?symbol=BTCUSDT&limit=1")).body).toMatchObject([{ id: sent.length }]);
  });

  it("tells closed candles by their time, as they were sent", async () => {
    const { clock, ask, recorded } = await open();
    const start = clock.now();
    clock.advance(10_000);
    const sent = recorded.filter(({ stream }) => stream === "ethusdt@kline_1s").map(({ data }) => data["k"]);
    const query = `klines?symbol=ETHUSDT&interval=1s&startTime=${start + 2_000}&endTime=${start + 4_000}`;
    const { body } = await ask(query);
    expect(body).toEqual(
      (sent as Record<string, unknown>[])
        .slice(2, 5)
        .map(({ t, o, h, l, c, v, T, n }) => [t, o, h, l, c, v, T, "0.00000000", n, "0.00000000", "0.00000000", "0"]),
    );
    const latest = (await ask("klines?symbol=ETHUSDT&interval=1s&limit=1")).body as number[][];
    expect(latest.map(([openTime]) => openTime)).toEqual([start + (sent.length - 1) * 1_000]);
  });

  it.each([
    ["historicalTrades", -1121],
    ["historicalTrades?symbol=DOGEUSDT", -1121],
    ["historicalTrades?symbol=BTCUSDT&fromId=-1", -1100],
    ["historicalTrades?symbol=BTCUSDT&limit=x", -1100],
    ["klines?symbol=BTCUSDT", -1120],
    ["klines?symbol=BTCUSDT&interval=constructor", -1120],
    ["klines?symbol=BTCUSDT&interval=1s&startTime=x", -1100],
  ])("refuses %s with code %d", async (path, code) => {
    const { ask } = await open();
    expect(await ask(path)).toMatchObject({ status: 400, body: { code } });
  });

  it("counts the weight of each minute, and refuses what is over its limit until the next", async () => {
    const { clock, ask } = await open({ weightLimit: 50 });
    clock.advance(15_000);
    const weights = [];
    for (const path of ["historicalTrades?symbol=BTCUSDT", "klines?symbol=BTCUSDT&interval=1s", "exchangeInfo", "time"])
      weights.push((await ask(path)).headers.get("x-mbx-used-weight-1m"));
    expect(weights).toEqual(["25", "27", "47", "48"]);
    const refused = await ask("historicalTrades?symbol=BTCUSDT");
    expect([refused.status, refused.headers.get("retry-after"), refused.body]).toEqual([
      429,
      "45",
      { code: -1003, msg: expect.any(String) },
    ]);
    clock.advance(45_000);
    expect((await ask("time")).headers.get("x-mbx-used-weight-1m")).toBe("1");
  });

  it("refuses everything while it bans", async () => {
    const { exchange, ask } = await open();
    exchange.perform({ action: "ban", seconds: 120 });
    const refused = await ask("time");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([418, "120"]);
  });
});
