import { describe, expect, it } from "vitest";
import { emptyCandles } from "../../../app/backtest/candles.ts";
import { CsvError } from "../../../app/backtest/errors.ts";
import { Progress } from "../../../app/backtest/progress.ts";
import { backtestRequest } from "../../../app/backtest/request.ts";
import type { BacktestResult } from "../../../app/backtest/result.ts";
import { type Backtest, BacktestService, type Load } from "../../../app/backtest/service.ts";
import type { RunBacktest } from "../../../app/backtest/worker-pool.ts";
import type { Job } from "../../../app/backtest/worker-thread.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { Sequence } from "../support/sequence.ts";

const request = backtestRequest.parse({ market: "BTCUSDT" });
const result = { candles: 7 } as BacktestResult;
const load: Load = async () => ({ candles: emptyCandles(0) });

interface Running {
  readonly job: Job;
  readonly finish: (result: BacktestResult) => void;
  readonly fail: (error: Error) => void;
}

interface Ended extends Backtest {
  readonly bars: number;
  readonly thrown: unknown;
}

/** Backtests that end when the test says so. */
function create({ atOnce = 1, clock = new FakeClock() } = {}) {
  const started = new Sequence<Running>();
  const ended = new Sequence<Ended>();
  const queues: [number, number][] = [];
  const run: RunBacktest = (job, signal) =>
    new Promise((finish, fail) => {
      if (signal.aborted) fail(signal.reason);
      signal.addEventListener("abort", () => fail(signal.reason));
      started.push({ job, finish, fail });
    });
  const service = new BacktestService({
    run,
    clock,
    timeoutSeconds: 30,
    atOnce,
    queueLimit: 2,
    kept: 3,
    observer: {
      queue: (...counts) => void queues.push(counts),
      ended: (backtest, bars, thrown) => ended.push({ ...backtest, bars, thrown }),
    },
  });
  return { service, started, ended, queues, clock, submit: () => service.submit(request, load).id };
}

describe("the backtest service", () => {
  it("shows a backtest from the queue to its result, with its progress and its time", async () => {
    const { service, submit, started, ended, clock } = create();
    const [first, second] = [submit(), submit()];
    const { job, finish } = await started.next();
    const progress = new Progress(job.progress);
    progress.begin(200);
    progress.advance(50);
    expect(service.get(first)).toEqual({ id: "1", request, state: "running", progress: 0.25 });
    expect(service.get(second)).toEqual({ id: "2", request, state: "queued", progress: 0 });
    clock.block(250);
    progress.advance(200);
    finish(result);
    expect(await ended.next()).toMatchObject({ id: "1", state: "completed", bars: 200, thrown: undefined });
    expect(service.get(first)).toEqual({ id: "1", request, state: "completed", progress: 1, seconds: 0.25, result });
    expect(service.list().map(({ id, state }) => [id, state])).toEqual([
      ["2", "running"],
      ["1", "completed"],
    ]);
  });

  it("runs so many at once, in order", async () => {
    const { service, submit, started, queues } = create({ atOnce: 2 });
    const ids = [submit(), submit(), submit()];
    const states = () => ids.map((id) => service.get(id)?.state);
    const { finish } = await started.next();
    await started.next();
    expect(states()).toEqual(["running", "running", "queued"]);
    finish(result);
    await started.next();
    expect(states()).toEqual(["completed", "running", "running"]);
    expect(queues.at(-1)).toEqual([0, 2]);
    expect(queues).toContainEqual([1, 2]);
  });

  it("fails to queue more than its limit, and keeps nothing of what it refused", () => {
    const { service, submit } = create();
    for (let index = 0; index < 3; index += 1) submit();
    expect(submit).toThrow("2 backtests are waiting already: try again when one has ended");
    expect(service.list().map(({ id }) => id)).toEqual(["3", "2", "1"]);
  });

  it("ends one that takes too long, and the next one runs", async () => {
    const { submit, started, ended, clock } = create();
    submit();
    submit();
    await started.next();
    clock.advance(30_000);
    const error = { code: "BACKTEST_TIMEOUT", message: "not ended within 30 s: ask for fewer candles" };
    expect(await ended.next()).toMatchObject({ id: "1", state: "timeout", seconds: 30, error });
    const { finish } = await started.next();
    clock.advance(29_000);
    finish(result);
    expect(await ended.next()).toMatchObject({ id: "2", state: "completed", seconds: 29 });
  });

  it("does not wait longer for candles that never come", async () => {
    const { service, ended, started, submit, clock } = create();
    service.submit(request, () => new Promise(() => undefined));
    submit();
    clock.advance(30_000);
    expect(await ended.next()).toMatchObject({ id: "1", state: "timeout" });
    await started.next();
  });

  it("cancels one that runs, and one that waits, which never runs", async () => {
    const { service, submit, started, ended } = create();
    const [running, waiting] = [submit(), submit()];
    await started.next();
    expect([service.cancel(waiting), service.cancel(running)]).toEqual([true, true]);
    await ended.next(({ id }) => id === waiting);
    await ended.next(({ id }) => id === running);
    const error = { code: "BACKTEST_CANCELLED", message: "cancelled: somebody asked for it" };
    expect(service.get(waiting)).toEqual({ id: waiting, request, state: "cancelled", progress: 0, error });
    expect(service.get(running)).toMatchObject({ state: "cancelled", seconds: 0, error });
    expect(started.all).toHaveLength(1);
    expect([service.cancel(running), service.cancel("77")]).toEqual([false, false]);
  });

  it("tells everybody what was raised on purpose, and leaves other errors to the log", async () => {
    const { submit, started, ended } = create();
    for (const error of [new CsvError(3, "close is missing"), new TypeError("x of undefined")]) {
      submit();
      (await started.next()).fail(error);
      expect((await ended.next()).thrown).toBe(error);
    }
    expect(ended.all.map(({ state, error }) => [state, error?.code, error?.message])).toEqual([
      ["failed", "BACKTEST_CSV", "line 3: close is missing"],
      ["failed", "BACKTEST_FAILED", "failed; the log tells why"],
    ]);
  });

  it("remembers only the last ones", async () => {
    const { service, submit, started, ended } = create();
    for (let time = 0; time < 5; time += 1) {
      submit();
      (await started.next()).finish(result);
      await ended.next();
    }
    expect(service.list().map(({ id }) => id)).toEqual(["5", "4", "3"]);
    expect(service.get("1")).toBeUndefined();
  });

  it("cancels what runs and what waits when it is stopped", async () => {
    const { service, submit, ended } = create();
    submit();
    submit();
    await service.stop();
    expect(ended.all.map(({ state, error }) => [state, error?.message])).toEqual([
      ["cancelled", "cancelled: the application is stopping"],
      ["cancelled", "cancelled: the application is stopping"],
    ]);
  });
});
