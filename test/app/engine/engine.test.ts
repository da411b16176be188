import { describe, expect, it } from "vitest";
import { Engine, type EngineOptions } from "../../../app/engine/engine.ts";
import type { MarketEvent } from "../../../app/engine/events.ts";
import type { Execution } from "../../../app/engine/execution.ts";
import { parseInstrument } from "../../../app/engine/instrument.ts";
import { nextPrice } from "../../../app/engine/prices.ts";
import { NO_LIMITS } from "../../../app/engine/risk.ts";
import { Ledger } from "../../../app/portfolio/ledger.ts";
import { MOST_UNITS, ONE, unitsText } from "../../../app/portfolio/units.ts";
import type { Signal, Strategy } from "../../../app/strategies/strategy.ts";
import { candleAt, tradeAt } from "../support/events.ts";

const instruments = ["BTCUSDT", "ETHUSDT"].flatMap((market) => parseInstrument(market) ?? []);

/** Says what it is told to, candle by candle, and keeps the prices that it was told. */
function scripted(...script: readonly (Signal | undefined)[]): Strategy & { readonly told: number[] } {
  const rest = [...script];
  const told: number[] = [];
  return {
    told,
    next(close) {
      told.push(close / ONE);
      return rest.shift();
    },
  };
}

function create(
  strategy: () => Strategy,
  { cash = 1_000, ...options }: Partial<EngineOptions> & { cash?: number } = {},
) {
  const ledger = new Ledger(cash * ONE);
  const engine = new Engine({
    instruments,
    account: ledger,
    execution: nextPrice,
    fees: { maker: 75_000, taker: 100_000 },
    orderValue: 100 * ONE,
    limits: NO_LIMITS,
    strategy,
    ...options,
  });
  const run = (...events: readonly MarketEvent[]) => events.map((event) => engine.process(event));
  return { ledger, engine, run };
}

const book = (bid: number, ask: number): MarketEvent => ({
  kind: "bookTicker",
  market: "BTCUSDT",
  receivedAt: 1,
  bid: Math.round(bid * ONE),
  ask: Math.round(ask * ONE),
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

  it("gives each market a strategy of its own", () => {
    let made = 0;
    create(() => {
      made += 1;
      return scripted();
    });
    expect(made).toBe(instruments.length);
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

  it("takes the same steps when one object carries every event", () => {
    const script = ["buy", undefined, "sell", undefined] as const;
    const prices = [10, 12, 11, 15];
    const apart = create(() => scripted(...script)).run(...prices.map((price, index) => candleAt(index, price)));
    const reused = { ...candleAt(0, 0) };
    const { engine } = create(() => scripted(...script));
    const together = prices.map((price, index) => {
      const { signal, fill, orderMs } = engine.process(Object.assign(reused, candleAt(index, price)));
      return { signal, fill, orderMs };
    });
    expect(together).toEqual(apart.map(({ signal, fill, orderMs }) => ({ signal, fill, orderMs })));
    expect(together.map(({ fill }) => fill?.side)).toEqual([undefined, "buy", undefined, "sell"]);
  });
});

describe("an order", () => {
  it("is filled at the first price after the decision, never at the one it was made from", () => {
    const [decided, filled, after] = create(() => scripted("buy")).run(
      candleAt(0, 10),
      tradeAt(1_001, 12.5),
      tradeAt(1_002, 13),
    );
    expect(decided?.fill).toBeUndefined();
    // 100 at 12.5 is 8 coins, and a thousandth of 100 the fee.
    expect(filled?.fill).toEqual({
      asset: "BTC",
      side: "buy",
      liquidity: "taker",
      size: 8 * ONE,
      price: 12.5 * ONE,
      fee: 0.1 * ONE,
    });
    expect(after?.fill).toBeUndefined();
  });

  it("buys at the ask and sells at the bid", () => {
    const { run } = create(() => scripted("buy", "sell"));
    const steps = run(candleAt(0, 10), book(9, 11), candleAt(1, 10), book(8, 12));
    expect(steps.map(({ fill }) => fill && fill.price / ONE)).toEqual([undefined, 11, undefined, 8]);
  });

  it("waits while the book has nobody on the other side", () => {
    const { run, ledger } = create(() => scripted("buy"));
    const steps = run(candleAt(0, 10), book(10, 0), book(0, 12));
    expect(steps.map(({ fill }) => fill && fill.price / ONE)).toEqual([undefined, undefined, 12]);
    // Nobody bids: what is held keeps its last price instead of becoming worthless.
    expect(ledger.positions().map(({ price }) => price)).toEqual([12 * ONE]);
  });

  it("does not fill on a mini ticker, which may be older than the decision", () => {
    const ticker: MarketEvent = { kind: "miniTicker", market: "BTCUSDT", receivedAt: 2, eventTime: 1, close: ONE };
    expect(create(() => scripted("buy")).run(candleAt(0, 10), ticker)[1]?.fill).toBeUndefined();
  });

  it("fills at the opening price of the next candle when no trade comes between", () => {
    const steps = create(() => scripted("buy")).run(candleAt(0, 10), candleAt(1, 20, 15));
    expect(steps[1]?.fill?.price).toBe(15 * ONE);
  });

  it("does not fill at a candle that was sent again", () => {
    const steps = create(() => scripted("buy")).run(candleAt(0, 10), { ...candleAt(0, 10), closed: false });
    expect(steps[1]?.fill).toBeUndefined();
  });

  it("spends no more than it may, in whole steps of the size", () => {
    const [, filled] = create(() => scripted("buy")).run(candleAt(0, 10), tradeAt(1, 64_014.99));
    // 100 / 64014.99 is 0.0015621..., rounded down to 0.00156.
    expect(unitsText(filled?.fill?.size ?? 0)).toBe("0.00156");
    expect(unitsText(filled?.fill?.fee ?? 0)).toBe("0.09986338");
  });

  it("sells all that is held", () => {
    const { run, ledger } = create(() => scripted("buy", "sell"));
    run(candleAt(0, 10), tradeAt(1, 7), candleAt(1, 10), tradeAt(2, 9));
    expect(ledger.size("BTC")).toBe(0);
    expect(ledger.profit()).toBeGreaterThan(0);
  });

  it("is not made of a sell signal while flat, nor of a second buy", () => {
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

  it("that still waits is taken back by the opposite signal", () => {
    const askedAt: number[] = [];
    const execution: Execution = {
      quote(_order, { receivedAt }) {
        askedAt.push(receivedAt);
        return undefined;
      },
    };
    create(() => scripted("buy", "sell"), { execution }).run(candleAt(0, 10), candleAt(1, 10), tradeAt(9_000, 10));
    expect(askedAt).toEqual([2_000]);
  });

  it("tells how long it took from its candle to its end, filled or refused", () => {
    const [decided, filled] = create(() => scripted("buy")).run(candleAt(0, 10), tradeAt(1_250, 10));
    expect([decided?.orderMs, filled?.orderMs]).toEqual([undefined, 250]);
    const refusedLater = create(() => scripted("buy"), { cash: 50 }).run(candleAt(0, 10), book(9, 11));
    expect(refusedLater[1]).toMatchObject({ refused: "cash", orderMs: 0 });
  });

  it("pays a maker's fee where its execution waited in the book", () => {
    const execution = { quote: () => ({ price: 10 * ONE, liquidity: "maker" }) as const };
    const [, filled] = create(() => scripted("buy"), { execution }).run(candleAt(0, 10), tradeAt(1, 10));
    expect(filled?.fill).toMatchObject({ liquidity: "maker", fee: 0.075 * ONE });
  });

  it("is refused where the cash does not cover it, and trading goes on", () => {
    const { run, ledger } = create(() => scripted("buy"), { cash: 50 });
    const steps = run(candleAt(0, 10), tradeAt(1, 10), tradeAt(2, 10));
    expect(steps.map(({ refused }) => refused)).toEqual([undefined, "cash", undefined]);
    expect(unitsText(ledger.valuation().cash)).toBe("50");
  });

  it("is refused where its size rounds to nothing, or to more than can be counted", () => {
    const small = create(() => scripted("buy"), { orderValue: ONE / 100 });
    expect(small.run(candleAt(0, 9_000), tradeAt(1, 9_000))[1]?.refused).toBe("too-small");
    const cheap: MarketEvent = { ...tradeAt(1, 0), price: 1 };
    expect(create(() => scripted("buy")).run(candleAt(0, 10), cheap)[1]?.refused).toBe("too-large");
    const dear: MarketEvent = { ...tradeAt(1, 0), price: MOST_UNITS };
    expect(create(() => scripted("buy")).run(candleAt(0, 10), dear)[1]?.refused).toBe("too-small");
  });
});

describe("while the ledger is restored", () => {
  it("strategies are told their prices, and orders are refused", () => {
    let restoring = true;
    const strategy = scripted("buy", "sell", "buy");
    const { run } = create(() => strategy, { restoring: () => restoring });
    const before = run(candleAt(0, 10), tradeAt(1_001, 10), candleAt(1, 11));
    expect(before.map(({ refused, orderMs }) => [refused, orderMs])).toEqual([
      ["restoring", 0],
      [undefined, undefined],
      ["restoring", 0],
    ]);
    restoring = false;
    const after = run(candleAt(2, 12), tradeAt(3_001, 10));
    expect(after.map(({ fill }) => fill?.side)).toEqual([undefined, "buy"]);
    expect(strategy.told).toEqual([10, 11, 12]);
  });
});

describe("an event that was fetched afterwards", () => {
  const past = <E extends MarketEvent>(event: E): E => ({ ...event, backfilled: true });

  it("is told to the strategy, and nothing is decided on it", () => {
    const strategy = scripted("buy", undefined);
    const { run } = create(() => strategy);
    const steps = run(past(candleAt(0, 10)), tradeAt(1_001, 10), candleAt(1, 11));
    expect(steps.map(({ signal, fill, candle }) => [signal, fill, candle?.openTime])).toEqual([
      [undefined, undefined, 0],
      [undefined, undefined, undefined],
      [undefined, undefined, 1_000],
    ]);
    expect(strategy.told).toEqual([10, 11]);
  });

  it("moves no price and fills no order", () => {
    const { run, ledger } = create(() => scripted("buy"));
    run(candleAt(0, 10), past(tradeAt(500, 3)), past(candleAt(1, 4)));
    expect(ledger.fills).toBe(0);
    run(tradeAt(2_001, 12.5), past(tradeAt(1_500, 3)));
    expect(ledger.positions().map(({ price }) => price)).toEqual([12.5 * ONE]);
  });

  it("is left out where later candles were already decided on, however old it is", () => {
    const strategy = scripted();
    const { run } = create(() => strategy);
    const steps = run(candleAt(200, 10), past(candleAt(0, 5)), past(candleAt(199, 6)), candleAt(201, 11));
    expect(steps.map(({ candle }) => candle?.openTime)).toEqual([200_000, undefined, undefined, 201_000]);
    expect(strategy.told).toEqual([10, 11]);
  });
});

describe("what is held", () => {
  it("is valued at the bid, to the last digit", () => {
    const { run, ledger } = create(() => scripted("buy"));
    run(candleAt(0, 10), tradeAt(1_001, 100), book(64_014.98, 64_014.99));
    expect(ledger.size("BTC")).toBe(ONE);
    expect(unitsText(ledger.valuation().value)).toBe("64914.88");
  });
});
