import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceText, quantityText } from "../../../app/exchange/frames.ts";
import { Market } from "../../../app/exchange/market.ts";
import { seededRandom } from "../../../app/exchange/random.ts";
import { decode } from "../../../app/feed/decode.ts";
import { ONE, parseUnits, unitsText } from "../../../app/portfolio/units.ts";

const START = Date.UTC(2026, 0, 1);
const create = (seed: number) =>
  new Market({ market: "BTCUSDT", startTicks: 6_400_000, random: seededRandom(seed), now: START });

function prices(seed: number, count: number) {
  const market = create(seed);
  return Array.from({ length: count }, (_, index) => market.trade(START + index)[0]?.data["p"]);
}

describe("a simulated market", () => {
  it("walks the same way for the same seed", () => {
    expect(prices(7, 200)).toEqual(prices(7, 200));
    expect(prices(7, 200)).not.toEqual(prices(8, 200));
  });

  it("starts where its seed has always started it", () => {
    expect(prices(1, 3)).toMatchInlineSnapshot(`
      [
        "64006.51000000",
        "64007.92000000",
        "64031.91000000",
      ]
    `);
  });

  it("sends only what the decoder of the true protocol reads", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const market = create(seed);
        for (let second = 1; second <= 3; second += 1) {
          const now = START + second * 1_000;
          for (const { stream, data } of [...market.trade(now), ...market.everySecond(now)])
            expect(decode(Buffer.from(JSON.stringify({ stream, data })), now).type).toBe("event");
        }
      }),
    );
  });

  it("closes a one-second candle each second, over the trades of that second", () => {
    const market = create(1);
    const traded = [market.trade(START + 100), market.trade(START + 900)].map(([trade]) => trade?.data["p"]);
    const klines = market.everySecond(START + 1_000).filter(({ kind }) => kind === "kline");
    expect(klines.map(({ stream, data }) => [stream, (data["k"] as { x: boolean }).x])).toEqual([
      ["btcusdt@kline_1s", true],
      ["btcusdt@kline_1m", false],
      ["btcusdt@kline_5m", false],
    ]);
    expect(klines[0]?.data["k"]).toMatchObject({ t: START, T: START + 999, c: traded[1], n: 2 });
  });

  it("tells the volumes that were traded, in the base asset and in money", () => {
    const market = create(1);
    const traded = [1, 2, 3].map((at) => market.trade(START + at)[0]?.data);
    const ticker = market.everySecond(START + 1_000).find(({ kind }) => kind === "miniTicker")?.data;
    const quantities = traded.map((data) => BigInt(parseUnits(String(data?.["q"]))));
    const values = traded.map((data, index) => (quantities[index] as bigint) * BigInt(parseUnits(String(data?.["p"]))));
    const sum = (amounts: readonly bigint[]) => amounts.reduce((total, one) => total + one, 0n);
    expect(Number(ticker?.["v"])).toBe(Number(unitsText(sum(quantities))));
    expect(Number(ticker?.["q"])).toBe(Number(unitsText(sum(values) / BigInt(ONE))));
  });

  it("numbers trades one after the other", () => {
    const market = create(3);
    expect([1, 2, 3].map((at) => market.trade(START + at)[0]?.data["t"])).toEqual([1, 2, 3]);
  });

  it("gives the book no time, as Binance does not", () => {
    const book = create(1).trade(START)[1];
    expect(Object.keys(book?.data ?? {})).toEqual(["u", "s", "b", "B", "a", "A"]);
  });
});

describe("the candles of a market", () => {
  interface Kline {
    readonly i: string;
    readonly t: number;
    readonly n: number;
    readonly x: boolean;
  }
  const secondsOf = (market: Market, now: number): readonly Kline[] =>
    market
      .everySecond(now)
      .flatMap(({ kind, data }) => (kind === "kline" ? [data["k"] as Kline] : []))
      .filter(({ i }) => i === "1s");

  it("hold the trades of their own second, however late the tick is", () => {
    const market = create(1);
    market.trade(START + 999);
    market.trade(START + 1_000);
    expect(secondsOf(market, START + 1_900)).toEqual([expect.objectContaining({ t: START, n: 1, x: true })]);
    expect(secondsOf(market, START + 2_900)).toEqual([expect.objectContaining({ t: START + 1_000, n: 1, x: true })]);
  });

  it("leave no second out when ticks drift, and close each once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 50 }), (waits) => {
        const market = create(1);
        let now = START;
        const closed = waits.flatMap((wait) => {
          now += wait;
          market.trade(now);
          return secondsOf(market, now).filter(({ x }) => x);
        });
        const passed = Math.floor((now - START) / 1_000);
        expect(closed.map(({ t }) => t)).toEqual(Array.from({ length: passed }, (_, index) => START + index * 1_000));
      }),
    );
  });

  it("begin anew when the clock was set, ahead or back", () => {
    const market = create(1);
    const hour = 3_600_000;
    expect(secondsOf(market, START + hour)).toEqual([expect.objectContaining({ t: START + hour, x: false })]);
    expect(secondsOf(market, START + 500)).toEqual([expect.objectContaining({ t: START, x: false })]);
    expect(secondsOf(market, START + 1_500)).toEqual([expect.objectContaining({ t: START, x: true })]);
  });
});

describe("amounts as text", () => {
  it("have eight decimals", () => {
    expect([priceText(6_400_005), priceText(7), quantityText(123_456)]).toEqual([
      "64000.05000000",
      "0.07000000",
      "1.23456000",
    ]);
  });
});
