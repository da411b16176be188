import { BroadcastChannel, Worker } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Candles } from "../../../app/backtest/candles.ts";
import { Progress } from "../../../app/backtest/progress.ts";
import { backtestRequest } from "../../../app/backtest/request.ts";
import { runBacktest } from "../../../app/backtest/run.ts";
import { WorkerPool } from "../../../app/backtest/worker-pool.ts";
import { type Input, type Job, startWorker } from "../../../app/backtest/worker-thread.ts";
import { strategies } from "../../../app/strategies/index.ts";
import { candlesAt, waves } from "./support/candles.ts";

const request = backtestRequest.parse({ market: "BTCUSDT", parameters: { fast: 2, slow: 5 } });
const { signal } = new AbortController();

const jobOf = (input: Input, progress = new Progress()): Job => ({ input, request, progress: progress.buffer });

/** A pool that is gone after the test, and how many threads it started. */
function open(start: () => Worker = startWorker) {
  const started: Worker[] = [];
  const pool = new WorkerPool(() => {
    started.push(start());
    return started.at(-1) as Worker;
  });
  onTestFinished(() => pool.stop());
  return { pool, started };
}

const TOOK = "backtest-test-took";

/** Waits until an obeying thread has taken a job. */
async function taken(): Promise<void> {
  const channel = new BroadcastChannel(TOOK);
  await new Promise((resolve) => {
    channel.onmessage = resolve;
  });
  channel.close();
}

/** A thread that says so when it has a job, and does what its job's market asks: to hold, crash, exit or run out. */
const obeying = () =>
  new Worker(
    `const { BroadcastChannel, parentPort } = require("node:worker_threads");
     const took = new BroadcastChannel(${JSON.stringify(TOOK)});
     parentPort.on("message", ({ request }) => {
       took.postMessage(request.market);
       if (request.market === "HOLD") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
       if (request.market === "CRASH") throw new TypeError("x of undefined");
       if (request.market === "EXIT") process.exit(7);
       if (request.market === "MEMORY") for (const all = []; ; ) all.push(new Array(1e5).fill(request));
       parentPort.postMessage({ result: request.market });
     });`,
    { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } },
  );
const order = (market: string): Job => ({
  ...jobOf({ candles: candlesAt() }),
  request: { ...request, market },
});
describe("a backtest on a worker thread", () => {
  it("gives the result that it has on this one, of candles and of a CSV file, and tells its progress", async () => {
    const { pool, started } = open();
    const progress = new Progress();
    const result = await pool.run(jobOf({ candles: waves(2_000) }, progress), signal);
    expect(result).toEqual(runBacktest(waves(2_000), request));
    expect(result.fills).toBeGreaterThan(10);
    expect([progress.share, progress.bars]).toEqual([1, 2_000]);
    const csv = Buffer.from("open_time,open,high,low,close,volume\n1735689600000,1,1,1,1,1\n");
    expect(await pool.run(jobOf({ csv }), signal)).toMatchObject({ candles: 1, value: "100000" });
    expect(started).toHaveLength(1);
  });

  it("passes on what made it fail with its code, and its thread runs the next one", async () => {
    const { pool, started } = open();
    const failing = pool.run(jobOf({ csv: Buffer.from("nonsense") }), signal);
    await expect(failing).rejects.toMatchObject({
      code: "BACKTEST_CSV",
      message: "line 1: the header has no open_time: it must name open_time, open, high, low, close, volume",
    });
    expect(await pool.run(jobOf({ candles: candlesAt(1) }), signal)).toMatchObject({ candles: 1 });
    expect(started).toHaveLength(1);
  });

  it("has the same bytes whatever the number of threads and whoever ran before", async () => {
    const runs = Object.keys(strategies).flatMap((strategy) =>
      [700, 1_500, 3_000].map((count): [Candles, Job["request"]] => [
        waves(count),
        backtestRequest.parse({ market: "BTCUSDT", strategy, slippage: { model: "volume-share" } }),
      ]),
    );
    const here = runs.map(([candles, one]) => JSON.stringify(runBacktest(candles, one)));
    const { pool, started } = open();
    for (const threads of [1, 2, 3]) {
      const texts: string[] = [];
      const lane = async (first: number) => {
        for (let index = first; index < runs.length; index += threads) {
          const [candles, one] = runs[index] as [Candles, Job["request"]];
          const result = await pool.run({ ...jobOf({ candles }), request: one }, signal);
          texts[index] = JSON.stringify(result);
        }
      };
      await Promise.all(Array.from({ length: threads }, (_, first) => lane(first)));
      expect(texts).toEqual(here);
      expect(started).toHaveLength(threads);
    }
  });
});

describe("the worker pool", () => {
  it("ends a thread that is held when its signal aborts, and starts another for the next backtest", async () => {
    const { pool, started } = open(obeying);
    const controller = new AbortController();
    const holding = taken();
    const held = pool.run(order("HOLD"), controller.signal);
    const ended = new Promise((resolve) => started[0]?.once("exit", resolve));
    await holding;
    controller.abort(new Error("too long"));
    await expect(held).rejects.toThrow("too long");
    await ended;
    expect(await pool.run(order("BTCUSDT"), signal)).toBe("BTCUSDT");
    expect(started).toHaveLength(2);
  });

  it("starts nothing for a signal that has aborted", async () => {
    const { pool, started } = open(obeying);
    await expect(pool.run(order("BTCUSDT"), AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
    expect(started).toHaveLength(0);
  });

  it.each([
    ["CRASH", { message: "x of undefined" }],
    ["EXIT", { code: "BACKTEST_WORKER_ENDED", message: "the worker ended with code 7 before it had a result" }],
    ["MEMORY", { code: "ERR_WORKER_OUT_OF_MEMORY" }],
  ])("loses the backtest alone whose thread ends by %s", async (market, error) => {
    const { pool } = open(obeying);
    const controller = new AbortController();
    const beside = pool.run(order("HOLD"), controller.signal);
    await expect(pool.run(order(market), signal)).rejects.toMatchObject(error);
    expect(await pool.run(order("ETHUSDT"), signal)).toBe("ETHUSDT");
    controller.abort(new Error("was still running"));
    await expect(beside).rejects.toThrow("was still running");
  });

  it("fails what runs when it is stopped", async () => {
    const { pool } = open(obeying);
    const holding = taken();
    const held = pool.run(order("HOLD"), signal);
    await holding;
    const stopped = pool.stop();
    await expect(held).rejects.toMatchObject({ code: "BACKTEST_WORKER_ENDED" });
    await stopped;
  });
});
