import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceText, quantityText } from "../../../app/exchange/frames.ts";
import { Market } from "../../../app/exchange/market.ts";
import { seededRandom } from "../../../app/exchange/random.ts";
import { decode } from "../../../app/feed/decode.ts";

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
            expect(decode(JSON.stringify({ stream, data }), now).type).toBe("event");
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

  it("numbers trades one after the other", () => {
    const market = create(3);
    expect([1, 2, 3].map((at) => market.trade(START + at)[0]?.data["t"])).toEqual([1, 2, 3]);
  });

  it("gives the book no time, as Binance does not", () => {
    const book = create(1).trade(START)[1];
    expect(Object.keys(book?.data ?? {})).toEqual(["u", "s", "b", "B", "a", "A"]);
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
