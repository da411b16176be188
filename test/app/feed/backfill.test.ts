import { describe, expect, it, onTestFinished } from "vitest";
import type { Candle, MarketEvent, Trade } from "../../../app/engine/events.ts";
import { Backfill, type BackfillOptions } from "../../../app/feed/backfill.ts";
import { RestError, RestLimitError } from "../../../app/feed/rest-errors.ts";
import type { Range } from "../../../app/feed/sequence.ts";
import { candleAt, tradeAt } from "../support/events.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "../support/recorder.ts";
import { Sequence } from "../support/sequence.ts";

type Rest = BackfillOptions["rest"];

const trade = (id: number, market = "BTCUSDT"): Trade => ({ ...tradeAt(id, 100, market), id });
const fetched = (id: number): Trade => ({ ...trade(id), backfilled: true });
const between = ({ from, to }: Range) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const numbers = (events: readonly MarketEvent[]) =>
  events.map((event) => (event.kind === "trade" ? event.id : event.kind === "kline" ? event.openTime / 1_000 : 0));

/** A backfill on an exchange that has everything, or what `rest` has. */
function open(rest: Partial<Rest> = {}) {
  const clock = new FakeClock();
  const asked = new Sequence<Range>();
  const applied = new Sequence<MarketEvent>();
  const { recorder, value } = openRecorder();
  const log = memoryLog();
  const backfill = new Backfill({
    instruments: [
      { market: "BTCUSDT", base: "BTC", quote: "USDT" },
      { market: "ETHUSDT", base: "ETH", quote: "USDT" },
    ],
    rest: {
      trades(market, range, stopped) {
        asked.push(range);
        return rest.trades?.(market, range, stopped) ?? Promise.resolve(between(range).slice(0, 1_000).map(fetched));
      },
      candles(market, range, stopped) {
        asked.push(range);
        const all = between(range).map((second): Candle => ({ ...candleAt(second, 100), market, backfilled: true }));
        return rest.candles?.(market, range, stopped) ?? Promise.resolve(all);
      },
    },
    apply: applied.push,
    clock,
    random: () => 0.5,
    recorder,
    log,
  });
  onTestFinished(() => backfill.stop());
  const accept = (...events: readonly MarketEvent[]) => events.map((event) => backfill.accept(event));
  const total = (what: string, stream = "trade") => value(`quantflow_feed_${what}_total`, { stream });
  /** Moves time on until something holds, letting everything run that waits for nothing but its turn. */
  const until = async (holds: () => boolean) => {
    for (; !holds(); clock.advance(500)) await new Promise(setImmediate);
  };
  return { clock, backfill, accept, asked, applied, value, total, log, until };
}

describe("events of the feed", () => {
  it("are taken once, whichever connection brings them", () => {
    const { accept, total } = open();
    expect(accept(trade(1), trade(2), trade(1), trade(2), trade(3))).toEqual([true, true, false, false, true]);
    expect(accept(candleAt(1, 5), candleAt(1, 5), candleAt(2, 5))).toEqual([true, false, true]);
    expect([total("duplicates"), total("duplicates", "kline")]).toEqual([2, 1]);
  });

  it("have numbers of their own in each market", () => {
    expect(open().accept(trade(1), trade(1, "ETHUSDT"), trade(2, "ETHUSDT"))).toEqual([true, true, true]);
  });

  it("without a number are all taken: tickers, running candles, other markets", () => {
    const running: Candle = { ...candleAt(1, 5), closed: false };
    const ticker = { kind: "bookTicker", market: "BTCUSDT", receivedAt: 0, bid: 1, ask: 2 } as const;
    expect(open().accept(ticker, ticker, running, running, trade(1, "XUSDT"), trade(1, "XUSDT"))).not.toContain(false);
  });
});

describe("what is missing", () => {
  it("is asked for after two seconds, and applied in order", async () => {
    const { clock, accept, asked, applied, total, value } = open();
    accept(trade(1), trade(5));
    clock.advance(1_500);
    expect(asked.all).toEqual([]);
    clock.advance(500);
    await applied.next((event) => numbers([event])[0] === 4);
    expect(asked.all).toEqual([{ from: 2, to: 4 }]);
    expect(applied.all).toEqual([fetched(2), fetched(3), fetched(4)]);
    expect(total("backfilled")).toBe(3);
    expect(value("quantflow_feed_trade_gaps_total", { symbol: "BTC" })).toBe(3);
  });

  it("is not asked for when the other connection brings it meanwhile", () => {
    const { clock, accept, asked } = open();
    expect(accept(trade(1), trade(4), trade(2), trade(3))).toEqual([true, true, true, true]);
    clock.advance(10_000);
    expect(asked.all).toEqual([]);
  });

  it("is applied once when the feed brings it while it is fetched", async () => {
    let answer: (events: readonly Trade[]) => void = () => undefined;
    const { clock, accept, asked, applied, total } = open({
      trades: () => new Promise((resolve) => (answer = resolve)),
    });
    accept(trade(1), trade(4));
    clock.advance(2_000);
    await asked.next();
    expect(accept(trade(2))).toEqual([true]);
    answer([fetched(2), fetched(3)]);
    await applied.next();
    expect(numbers(applied.all)).toEqual([3]);
    expect(total("backfilled")).toBe(1);
  });

  it("is fetched page after page", async () => {
    const { clock, accept, asked, applied } = open();
    accept(trade(1), trade(2_502));
    clock.advance(2_000);
    await applied.next((event) => numbers([event])[0] === 2_501);
    expect(numbers(applied.all)).toEqual(between({ from: 2, to: 2_501 }));
    expect(asked.all.map(({ from }) => from)).toEqual([2, 1_002, 2_002]);
  });

  it("is fetched of candles too, so that they have no hole", async () => {
    const { clock, accept, applied, total } = open();
    accept(candleAt(10, 5), candleAt(14, 5));
    clock.advance(2_000);
    await applied.next((event) => numbers([event])[0] === 13);
    expect(numbers(applied.all)).toEqual([11, 12, 13]);
    expect(total("backfilled", "kline")).toBe(3);
  });

  it("is told as it stands", async () => {
    const { backfill, clock, accept, applied, value } = open();
    accept(trade(1), trade(5), trade(3));
    const missing = () => {
      backfill.refresh();
      return value("quantflow_feed_missing_events", { stream: "trade" });
    };
    expect(missing()).toBe(2);
    clock.advance(2_000);
    await applied.next((event) => numbers([event])[0] === 4);
    expect(missing()).toBe(0);
  });
});

describe("an exchange that does not give what is missing", () => {
  const failing = () => Promise.reject(new RestError("http://exchange", "did not answer"));

  it("is asked again, later and later, and the log tells it once", async () => {
    let failures = 3;
    const trades: Rest["trades"] = (_, range) =>
      failures-- > 0 ? failing() : Promise.resolve(between(range).map(fetched));
    const { clock, accept, asked, applied, log } = open({ trades });
    accept(trade(1), trade(3));
    clock.advance(2_000);
    for (const [index, waitMs] of [500, 1_000, 2_000].entries()) {
      await new Promise(setImmediate);
      expect(asked.all).toHaveLength(index + 1);
      clock.advance(waitMs - 1);
      await new Promise(setImmediate);
      expect(asked.all).toHaveLength(index + 1);
      clock.advance(1);
    }
    await applied.next();
    expect(log.entries.map(({ level }) => level)).toEqual(["warn"]);
  });

  it("is left alone for as long as it says, however often it says so", async () => {
    let refusals = 100;
    const trades: Rest["trades"] = (_, range) =>
      refusals-- > 0 ? Promise.reject(new RestLimitError(60_000)) : Promise.resolve(between(range).map(fetched));
    const { clock, accept, asked, applied, total, until } = open({ trades });
    accept(trade(1), trade(3));
    const start = clock.now();
    await until(() => applied.all.length === 1);
    expect(asked.all).toHaveLength(101);
    expect(clock.now() - start).toBeGreaterThanOrEqual(100 * 60_000);
    expect(total("unrecovered")).toBe(0);
  });

  it("is given up after forty-five attempts that bring nothing, and what is missing counts as unrecovered", async () => {
    const { accept, asked, total, log, until } = open({ trades: failing });
    accept(trade(1), trade(5));
    await until(() => total("unrecovered") !== 0);
    expect(asked.all).toHaveLength(45);
    expect(total("unrecovered")).toBe(3);
    expect(log.entries.map(({ level }) => level)).toEqual(["warn", "error"]);
  });

  it("is not asked again for what it leaves out of an answer that goes on", async () => {
    const trades: Rest["trades"] = (_, range) =>
      Promise.resolve(
        between(range)
          .filter((id) => id !== 3)
          .map(fetched),
      );
    const { accept, asked, applied, total, until } = open({ trades });
    accept(trade(1), trade(5));
    await until(() => total("unrecovered") !== 0);
    expect(numbers(applied.all)).toEqual([2, 4]);
    expect([total("unrecovered"), asked.all.length]).toEqual([1, 1]);
  });

  it("does not hold up the stop", async () => {
    const trades: Rest["trades"] = (_market, _range, stopped) =>
      new Promise((_, reject) => stopped.addEventListener("abort", () => reject(new Error("stopped"))));
    const { backfill, clock, accept, asked, total, log } = open({ trades });
    accept(trade(1), trade(5));
    clock.advance(2_000);
    await asked.next();
    await backfill.stop();
    clock.advance(60_000);
    expect([asked.all.length, total("unrecovered"), log.entries]).toEqual([1, 0, []]);
  });
});

describe("an exchange that numbers anew", () => {
  it("loses nothing but what was missing by the old numbers, and is told", () => {
    const { accept, clock, asked, total } = open();
    accept(trade(50_000), trade(50_002));
    const young = { ...trade(1), tradeTime: 60_000 };
    expect(accept(young, { ...trade(2), tradeTime: 60_001 })).toEqual([true, true]);
    clock.advance(10_000);
    expect([total("sequence_resets"), total("unrecovered"), asked.all.length]).toEqual([1, 1, 0]);
  });

  it("makes no gap of millions", () => {
    const { accept, clock, asked, total, value } = open();
    expect(accept(trade(1), trade(9_000_000))).toEqual([true, true]);
    clock.advance(10_000);
    expect([asked.all.length, total("sequence_resets")]).toEqual([0, 1]);
    expect(value("quantflow_feed_trade_gaps_total", { symbol: "BTC" }) ?? 0).toBe(0);
  });
});
