import { describe, expect, it } from "vitest";
import { CandleHistory } from "../../../app/backtest/candles.ts";
import { backtestRequest } from "../../../app/backtest/request.ts";
import { runBacktest } from "../../../app/backtest/run.ts";
import { runOnThread } from "../../../app/backtest/worker-thread.ts";
import { candleAt } from "../support/events.ts";

const request = backtestRequest.parse({ market: "BTCUSDT", parameters: { fast: 2, slow: 5 } });
const { signal } = new AbortController();

function candles(count: number) {
  const history = new CandleHistory(count);
  for (let index = 0; index < count; index += 1) history.add(candleAt(index, 100 + 10 * Math.sin(index / 7)));
  return history.last(count);
}

describe("a backtest on a worker thread", () => {
  it("gives the result that it has on this one", async () => {
    const result = await runOnThread({ candles: candles(2_000), request }, 60, signal);
    expect(result).toEqual(runBacktest(candles(2_000), request));
    expect(result.fills).toBeGreaterThan(10);
  });

  it("is ended when it takes too long", async () => {
    const running = runOnThread({ candles: candles(1_000), request }, 0.001, signal);
    await expect(running).rejects.toMatchObject({ code: "BACKTEST_TIMEOUT" });
  });

  it("passes on what made it fail", async () => {
    const running = runOnThread({ candles: candles(10), request: { ...request, market: "EURUSD" } }, 60, signal);
    await expect(running).rejects.toThrow('market "EURUSD" is not traded here');
  });

  it("is ended by its signal", async () => {
    const controller = new AbortController();
    const running = runOnThread({ candles: candles(10), request }, 60, controller.signal);
    controller.abort(new Error("stopping"));
    await expect(running).rejects.toThrow("stopping");
  });
});
