import { describe, expect, it } from "vitest";
import { CandleHistory } from "../../../app/backtest/candles.ts";
import { QueueFullError } from "../../../app/backtest/errors.ts";
import { scheduleSelfBacktest } from "../../../app/backtest/self-backtest.ts";
import type { BacktestService, Load } from "../../../app/backtest/service.ts";
import { candleAt } from "../support/events.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";

const MINUTE = 60_000;

function schedule(intervalSeconds: number, submit: BacktestService["submit"]) {
  const [clock, log] = [new FakeClock(), memoryLog()];
  const histories = new Map(["BTCUSDT", "ETHUSDT"].map((market) => [market, new CandleHistory(10)]));
  histories.get("ETHUSDT")?.add(candleAt(0, 100, 100, "ETHUSDT"));
  const strategy = { name: "mean-reversion", parameters: { window: 9 } } as const;
  const cancel = scheduleSelfBacktest({ service: { submit }, histories, strategy, intervalSeconds, clock, log });
  return { clock, log, cancel };
}

describe("the application's own backtests", () => {
  it("run the live strategy over one market after the other", async () => {
    const submitted: [string, string, number][] = [];
    const loads: Load[] = [];
    const { clock, cancel } = schedule(60, (request, load) => {
      submitted.push([
        request.market,
        request.strategy,
        "window" in request.parameters ? request.parameters.window : 0,
      ]);
      loads.push(load);
      return { id: "1", request, state: "queued", progress: 0 };
    });
    clock.advance(3 * MINUTE);
    expect(submitted).toEqual([
      ["BTCUSDT", "mean-reversion", 9],
      ["ETHUSDT", "mean-reversion", 9],
      ["BTCUSDT", "mean-reversion", 9],
    ]);
    expect(await loads[1]?.(new AbortController().signal)).toMatchObject({ candles: { openTime: { length: 1 } } });
    cancel();
    clock.advance(MINUTE);
    expect(submitted).toHaveLength(3);
  });

  it("are left out, with a word in the log, while the queue is full", () => {
    const { clock, log } = schedule(60, () => {
      throw new QueueFullError(16);
    });
    clock.advance(MINUTE);
    expect(log.entries.map(({ level, message }) => [level, message])).toEqual([
      ["warn", "scheduled backtest was not started"],
    ]);
  });

  it("are none when their interval is 0", () => {
    const { clock } = schedule(0, () => expect.unreachable());
    clock.advance(60 * MINUTE);
  });
});
