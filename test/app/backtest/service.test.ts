import { describe, expect, it } from "vitest";
import { emptyCandles } from "../../../app/backtest/candles.ts";
import { BacktestTimeoutError } from "../../../app/backtest/errors.ts";
import { backtestRequest } from "../../../app/backtest/request.ts";
import type { BacktestResult } from "../../../app/backtest/run.ts";
import { type Backtest, BacktestService, type Outcome } from "../../../app/backtest/service.ts";
import type { RunBacktest } from "../../../app/backtest/worker-thread.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { Sequence } from "../support/sequence.ts";

const request = backtestRequest.parse({ market: "BTCUSDT" });
const result = { candles: 0 } as BacktestResult;

function create(run: RunBacktest, clock = new FakeClock()) {
  const ended = new Sequence<{ backtest: Backtest; outcome: Outcome; seconds: number }>();
  const service = new BacktestService({
    run,
    clock,
    timeoutSeconds: 1,
    queueLimit: 2,
    kept: 3,
    ended: (backtest, outcome, seconds) => ended.push({ backtest, outcome, seconds }),
  });
  return { service, ended, submit: () => service.submit(request, emptyCandles(0)) };
}

describe("the backtest service", () => {
  it("tells the time of every outcome", async () => {
    const clock = new FakeClock();
    const endings = [
      () => Promise.resolve(result),
      () => Promise.reject(new Error("broken")),
      () => Promise.reject(new BacktestTimeoutError(1)),
    ];
    const { submit, ended, service } = create(() => {
      clock.block(250);
      return (endings.shift() as () => Promise<BacktestResult>)();
    }, clock);
    for (const outcome of ["completed", "failed", "timeout"] as const) {
      const { id } = submit();
      expect(await ended.next()).toMatchObject({ outcome, seconds: 0.25 });
      expect(service.get(id)).toMatchObject({ state: outcome, seconds: 0.25 });
    }
    expect(service.list().map(({ error }) => error)).toEqual(["BACKTEST_TIMEOUT", "BACKTEST_FAILED", undefined]);
  });

  it("runs one at a time, in order", async () => {
    const started = new Sequence<() => void>();
    const { submit, service } = create(() => new Promise((resolve) => started.push(() => resolve(result))));
    const [first, second] = [submit(), submit()];
    const finishFirst = await started.next();
    expect([first, second].map(({ id }) => service.get(id)?.state)).toEqual(["running", "queued"]);
    finishFirst();
    await started.next();
    expect([first, second].map(({ id }) => service.get(id)?.state)).toEqual(["completed", "running"]);
  });

  it("fails to queue more than its limit", () => {
    const { submit } = create(() => new Promise(() => undefined));
    submit();
    submit();
    expect(submit).toThrow("2 backtests are waiting already: try again when one has ended");
  });

  it("remembers only the last ones", async () => {
    const { submit, ended, service } = create(async () => result);
    for (let time = 0; time < 5; time += 1) {
      submit();
      await ended.next();
    }
    expect(service.list().map(({ id }) => id)).toEqual(["5", "4", "3"]);
  });

  it("ends what runs and what waits when it is stopped", async () => {
    const { submit, ended, service } = create(
      (_input, _timeout, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    );
    submit();
    submit();
    await service.stop();
    expect(ended.all.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
  });
});
