/** How fast backtests are, and what the event loop notices of them: `npx tsx bench/backtest.ts`. */
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { type Candles, candlesBetween } from "../app/backtest/candles.ts";
import { Progress } from "../app/backtest/progress.ts";
import { backtestRequest } from "../app/backtest/request.ts";
import { runBacktest } from "../app/backtest/run.ts";
import { WorkerPool } from "../app/backtest/worker-pool.ts";
import { startWorker } from "../app/backtest/worker-thread.ts";
import { walk } from "./backtest-bars.ts";
import { grademark } from "./grademark.ts";
import { type Contender, interleaved } from "./interleaved.ts";
import type { Measurement } from "./measurement.ts";
import { plainLoop } from "./plain-loop.ts";
import { processorTime } from "./processor-time.ts";

const BARS = 1_000_000;
/** It takes seconds for more, and its rate stays the same. */
const GRADEMARK_BARS = 50_000;
const DELAY_ROUNDS = 5;
/** About as long as a run: what a busy machine alone does to the loop, which is no fault of a worker. */
const IDLE_MS = 300;
const NANOSECONDS = 1e9;
const { signal } = new AbortController();

const candles = walk(BARS);
const parameters = { fast: 10, slow: 30 };
const request = backtestRequest.parse({
  market: "BTCUSDT",
  parameters,
  cash: "1000000",
  slippage: { model: "volume-share" },
  limits: { orderValue: "2000", positionValue: "5000", exposure: "10000", loss: "900000" },
});

/** Bars a second of processor time. */
const rate =
  (bars: number, run: () => unknown): Contender =>
  () => {
    const start = processorTime();
    run();
    return (bars * NANOSECONDS) / (processorTime() - start);
  };

export async function measureBacktest(): Promise<readonly Measurement[]> {
  return [...(await rates()), await loopDelay()];
}

async function rates(): Promise<readonly Measurement[]> {
  const few = candlesBetween(candles, 0, GRADEMARK_BARS);
  const peer = grademark(few, parameters.fast, parameters.slow);
  checkSameTrades(few, peer.whole());
  const { plain, engine, given, whole } = await interleaved({
    plain: rate(BARS, () => plainLoop(candles, parameters.fast, parameters.slow)),
    engine: rate(BARS, () => runBacktest(candles, request)),
    given: rate(GRADEMARK_BARS, peer.given),
    whole: rate(GRADEMARK_BARS, peer.whole),
  });
  const of = (name: string, ours: number, theirs: number, peerName: string, reach: string): Measurement => ({
    name: `backtest, ${name}`,
    ...{ unit: "bars/s", ours, peer: theirs, peerName, ratio: ours / theirs, reach },
  });
  const ofEngine = "with strategy, fees, slippage, limits and statistics";
  return [
    of("plain loop", plain, given, "grademark 0.3, given its averages", "20 M bars/s, 10 times"),
    of(ofEngine, engine, given, "grademark 0.3, given its averages", "5 M bars/s"),
    of(ofEngine, engine, whole, "grademark 0.3, the whole of it", "10 times"),
  ];
}

/** Speed beside a peer says nothing unless both did the same; grademark decides nothing on the bar of a fill. */
function checkSameTrades(few: Candles, theirs: number): void {
  const { signals } = runBacktest(few, request);
  const plain = plainLoop(few, parameters.fast, parameters.slow);
  const same = (trades: number) => Math.abs(trades - signals.buy) <= signals.buy / 20;
  if (!same(theirs) || !same(plain.trades))
    throw new Error(`grademark made ${theirs} trades, the engine ${signals.buy} and the plain loop ${plain.trades}`);
}

/** The longest time for which the event loop did not turn while a run of a million bars was on. */
async function loopDelay(): Promise<Measurement> {
  const pool = new WorkerPool(startWorker);
  const onWorker = () => pool.run({ input: { candles }, request, progress: new Progress().buffer }, signal);
  const here = async () => void runBacktest(candles, request);
  const { ours, peer, idle } = await interleaved(
    { ours: longestTurn(onWorker), peer: longestTurn(here), idle: longestTurn(() => setTimeout(IDLE_MS)) },
    DELAY_ROUNDS,
  );
  await pool.stop();
  const name = "event loop held while a million bars run";
  const peerName = `on the event loop; ${idle.toFixed(1)} ms with nothing to do`;
  return { name, unit: "ms", ours, peer, peerName, ratio: peer / ours, reach: "10 ms" };
}

/** Milliseconds. The loop turns without a pause meanwhile, so that nothing is missed. */
const longestTurn =
  (run: () => Promise<unknown>): Contender =>
  async () => {
    let [longest, before, running] = [0, performance.now(), true];
    const turn = () => {
      const now = performance.now();
      longest = Math.max(longest, now - before);
      before = now;
      if (running) setImmediate(turn);
    };
    setImmediate(turn);
    await run();
    running = false;
    turn();
    return longest;
  };

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.table(await measureBacktest());
