import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CandleHistory } from "../../../app/backtest/candles.ts";
import { candleAt, SECOND } from "../support/events.ts";

describe("the candles that are kept", () => {
  it("are the last ones, oldest first", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 9 }), fc.nat(12), (seen, capacity, count) => {
        const history = new CandleHistory(capacity);
        for (let index = 0; index < seen; index += 1) history.add(candleAt(index, 100 + index));
        const kept = Array.from({ length: seen }, (_, index) => index * SECOND).slice(-capacity);
        expect([...history.last(count).openTime]).toEqual(kept.slice(Math.max(0, kept.length - count)));
      }),
    );
  });

  it("begin anew with a candle that is not later than the last: the exchange's clock was set back", () => {
    const history = new CandleHistory(3);
    for (const index of [7200, 7201, 7202, 7203, 1, 2]) history.add(candleAt(index, 100));
    expect([...history.last(3).openTime]).toEqual([SECOND, 2 * SECOND]);
  });

  it("are handed out as a copy in memory that threads share", () => {
    const history = new CandleHistory(2);
    history.add(candleAt(0, 100));
    const copy = history.last(2);
    history.add(candleAt(1, 200));
    history.add(candleAt(2, 300));
    expect([...copy.openTime]).toEqual([0]);
    expect(copy.close.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});
