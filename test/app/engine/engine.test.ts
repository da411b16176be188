import { describe, expect, it } from "vitest";
import { Engine } from "../../../app/engine/engine.ts";
import type { MarketEvent } from "../../../app/engine/events.ts";
import { parseInstrument } from "../../../app/engine/instrument.ts";
import { Money } from "../../../app/portfolio/money.ts";
import { Portfolio } from "../../../app/portfolio/portfolio.ts";
import type { Signal, Strategy } from "../../../app/strategies/strategy.ts";
import { candleAt, tradeAt } from "../support/events.ts";

const instruments = ["BTCUSDT", "ETHUSDT"].flatMap((market) => parseInstrument(market) ?? []);

/** Says what it is told to, candle by candle. */
const scripted = (...script: readonly (Signal | undefined)[]): Strategy => {
  const rest = [...script];
  return { next: () => rest.shift() };
};

function create(strategy: () => Strategy, cash = "1000", orderValue = "100") {
  const portfolio = new Portfolio({ cash: new Money(cash), feeRate: new Money("0.001") });
  const engine = new Engine({ instruments, portfolio, orderValue: new Money(orderValue), strategy });
  const run = (...events: readonly MarketEvent[]) => events.map((event) => engine.process(event));
  return { portfolio, run };
}

const book = (bid: number, ask: number): MarketEvent => ({
  kind: "bookTicker",
  market: "BTCUSDT",
  receivedAt: 1,
  bid,
  ask,
});

describe("the engine", () => {
  it("numbers its steps and names the instrument of each", () => {
    const steps = create(() => scripted()).run(tradeAt(1, 10), tradeAt(2, 10, "ETHUSDT"));
    expect(steps.map(({ sequence, instrument }) => [sequence, instrument?.base])).toEqual([
      [1, "BTC"],
      [2, "ETH"],
    ]);
  });

  it("leaves a market alone that is not one of its own", () => {
    const event = tradeAt(1, 10, "DOGEUSDT");
    expect(create(() => scripted("buy")).run(event)).toEqual([{ sequence: 1, event, instrument: undefined }]);
  });

  it("decides on closed candles only", () => {
    const steps = create(() => scripted("buy")).run(
      tradeAt(1, 10),
      { ...candleAt(0, 10), closed: false },
      candleAt(0, 10),
    );
    expect(steps.map(({ signal }) => signal)).toEqual([undefined, undefined, "buy"]);
  });

  it("fills an order at the first price after the decision, never at the one it was made from", () => {
    const [decided, filled, after] = create(() => scripted("buy")).run(
      candleAt(0, 10),
      tradeAt(1_001, 12.5),
      tradeAt(1_002, 13),
    );
    expect(decided?.fill).toBeUndefined();
    expect(filled?.fill).toMatchObject({ asset: "BTC", side: "buy" });
    expect(filled?.fill?.price.toString()).toBe("12.5");
    expect(filled?.fill?.quantity.toString()).toBe("8");
    expect(after?.fill).toBeUndefined();
  });

  it("buys at the ask and sells at the bid", () => {
    const { run } = create(() => scripted("buy", "sell"));
    const steps = run(candleAt(0, 10), book(9, 11), candleAt(1, 10), book(8, 12));
    expect(steps.map(({ fill }) => fill?.price.toString())).toEqual([undefined, "11", undefined, "8"]);
  });

  it("values what it holds at the bid, to the last digit", () => {
    const { run, portfolio } = create(() => scripted("buy"), "1000", "100");
    run(candleAt(0, 10), tradeAt(1_001, 100), book(64_014.98, 64_014.99));
    expect(portfolio.position("BTC").quantity.toString()).toBe("1");
    expect(portfolio.valuation().value.toString()).toBe("64914.88");
  });

  it("fills at the opening price of the next candle when no trade comes between", () => {
    const steps = create(() => scripted("buy")).run(candleAt(0, 10), candleAt(1, 20, 15));
    expect(steps[1]?.fill?.price.toString()).toBe("15");
  });

  it("does not fill at a candle that was sent again", () => {
    const steps = create(() => scripted("buy")).run(candleAt(0, 10), { ...candleAt(0, 10), closed: false });
    expect(steps[1]?.fill).toBeUndefined();
  });

  it("decides once on a candle that comes twice, and not on one that comes late", () => {
    const steps = create(() => scripted(undefined, "buy", "sell")).run(
      candleAt(0, 10),
      candleAt(1, 10),
      candleAt(1, 10),
      candleAt(0, 10),
      candleAt(2, 10),
    );
    expect(steps.map(({ candle }) => candle?.openTime)).toEqual([0, 1_000, undefined, undefined, 2_000]);
    expect(steps.map(({ signal }) => signal)).toEqual([undefined, "buy", undefined, undefined, "sell"]);
  });

  it("goes on when the exchange's clock was set back", () => {
    const steps = create(() => scripted()).run(candleAt(3_600, 10), candleAt(0, 10), candleAt(1, 10));
    expect(steps.map(({ candle }) => candle?.openTime)).toEqual([3_600_000, 0, 1_000]);
  });

  it("sells all that it holds", () => {
    const { run, portfolio } = create(() => scripted("buy", "sell"));
    run(candleAt(0, 10), tradeAt(1, 7), candleAt(1, 10), tradeAt(2, 9));
    expect(portfolio.position("BTC").quantity.isZero()).toBe(true);
    expect(portfolio.valuation().realizedPnl.isPositive()).toBe(true);
  });

  it("makes no order of a sell signal while flat, nor of a second buy", () => {
    const { run } = create(() => scripted("sell", "buy", "buy"));
    const steps = run(
      candleAt(0, 10),
      tradeAt(1, 10),
      candleAt(1, 10),
      tradeAt(2, 10),
      candleAt(2, 10),
      tradeAt(3, 10),
    );
    expect(steps.map(({ signal }) => signal)).toEqual(["sell", undefined, "buy", undefined, "buy", undefined]);
    expect(steps.flatMap(({ sequence, fill }) => (fill === undefined ? [] : [sequence]))).toEqual([4]);
  });

  it("refuses an order that the cash does not cover, and goes on", () => {
    const { run, portfolio } = create(() => scripted("buy"), "50");
    const steps = run(candleAt(0, 10), tradeAt(1, 10), tradeAt(2, 10));
    expect(steps.map(({ refused }) => refused)).toEqual([undefined, "cash", undefined]);
    expect(portfolio.cash.toString()).toBe("50");
  });

  it("refuses an order whose quantity rounds to nothing", () => {
    const steps = create(() => scripted("buy"), "1000", "0.01").run(candleAt(0, 9_000), tradeAt(1, 9_000));
    expect(steps[1]?.refused).toBe("too-small");
  });

  it("tells how long an order took from its candle to its end, filled or refused", () => {
    const [decided, filled] = create(() => scripted("buy")).run(candleAt(0, 10), tradeAt(1_250, 10));
    expect([decided?.orderMs, filled?.orderMs]).toEqual([undefined, 250]);
    const refusedLater = create(() => scripted("buy"), "50").run(candleAt(0, 10), book(9, 11));
    expect(refusedLater[1]).toMatchObject({ refused: "cash", orderMs: 0 });
  });

  it("gives each market a strategy of its own", () => {
    let made = 0;
    create(() => {
      made += 1;
      return scripted();
    });
    expect(made).toBe(instruments.length);
  });
});
