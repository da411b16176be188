import { expect, it } from "vitest";
import { createBacktests } from "../../../app/backtest/backtests.ts";
import { backtestRequest } from "../../../app/backtest/request.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { candlesAt } from "./support/candles.ts";
import { createRecorder } from "./support/metrics.ts";

it("backtests run, wait, are counted, and end with the application", async () => {
  const { recorder, value } = createRecorder();
  const log = memoryLog();
  const { service, stop } = createBacktests({ clock: new FakeClock(), log, recorder, timeoutSeconds: 30, workers: 1 });
  const request = backtestRequest.parse({ market: "BTCUSDT" });
  for (let time = 0; time < 2; time += 1) service.submit(request, async () => ({ candles: candlesAt(1) }));
  expect(value("quantflow_backtest_queue_depth")).toBe(1);
  expect(service.list().map(({ state }) => state)).toEqual(["queued", "running"]);
  await stop();
  expect(service.list().map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
  expect(value("quantflow_backtest_running")).toBe(0);
  expect(log.entries).toHaveLength(2);
});
