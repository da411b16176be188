import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { CandleHistory, type CandleSource } from "../../../app/backtest/candles.ts";
import { parseCandles } from "../../../app/backtest/csv.ts";
import { backtestRouter } from "../../../app/backtest/router.ts";
import { runBacktest } from "../../../app/backtest/run.ts";
import { BacktestService } from "../../../app/backtest/service.ts";
import type { RunBacktest } from "../../../app/backtest/worker-pool.ts";
import { candleAt } from "../support/events.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { Sequence } from "../support/sequence.ts";
import { waves } from "./support/candles.ts";

const here: RunBacktest = async ({ input, request }) =>
  runBacktest("csv" in input ? parseCandles(input.csv) : input.candles, request);
const never: RunBacktest = (_job, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

interface Given {
  readonly run?: RunBacktest;
  readonly stored?: CandleSource;
}

/** The router on a port of its own; backtests run on this thread. */
async function open({ run = here, stored }: Given = {}) {
  const ended = new Sequence<string>();
  const service = new BacktestService({
    ...{ run, clock: new FakeClock(), timeoutSeconds: 30, atOnce: 1, queueLimit: 1, kept: 10 },
    observer: { queue: () => undefined, ended: ({ id }) => ended.push(id) },
  });
  const history = new CandleHistory(100);
  for (let index = 0; index < 50; index += 1) history.add(candleAt(index, 100 + (index % 7)));
  const origins = { histories: new Map([["BTCUSDT", history]]), ...(stored && { stored }) };
  const server = createServer(express().use(backtestRouter({ service, ...origins }))).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    await service.stop();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/backtests`;
  const post = (body: object) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const sendFile = (csv: string, request: unknown) =>
    fetch(`${url}?${new URLSearchParams({ request: JSON.stringify(request) })}`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: csv,
    });
  const result = async (id: string) => (await fetch(`${url}/${id}`)).json() as Promise<Record<string, unknown>>;
  return { url, post, sendFile, ended, result };
}

describe("POST /backtests", () => {
  it("answers at once where the backtest can be read, and it runs over the live history", async () => {
    const { post, ended, result } = await open();
    const answer = await post({ market: "BTCUSDT", parameters: { fast: 2, slow: 5 }, candles: 40 });
    expect(answer.status).toBe(202);
    expect(answer.headers.get("location")).toBe("/backtests/1");
    expect(await answer.json()).toEqual({ id: "1", url: "/backtests/1" });
    await ended.next();
    expect(await result("1")).toMatchObject({
      id: "1",
      state: "completed",
      request: { strategy: "sma-cross", parameters: { fast: 2, slow: 5 }, source: "history" },
      result: { candles: 40, equity: { time: { length: 41 } } },
    });
  });

  it("takes any strategy with its own parameters", async () => {
    const { post, ended, result } = await open();
    await post({ market: "BTCUSDT", strategy: "mean-reversion", parameters: { window: 9 } });
    await ended.next();
    expect(await result("1")).toMatchObject({ state: "completed", request: { parameters: { window: 9, entry: 2 } } });
  });

  it("runs over a CSV file of any market", async () => {
    const { sendFile, ended, result } = await open();
    const csv = "open_time,open,high,low,close,volume\n1735689600000,1,1,1,1,1\n1735689660000,1,2,1,2,1\n";
    expect((await sendFile(csv, { market: "DOGEUSDT" })).status).toBe(202);
    await ended.next();
    expect(await result("1")).toMatchObject({
      state: "completed",
      request: { source: "csv" },
      result: { candles: 2, intervalSeconds: 60 },
    });
  });

  it("tells the line of a CSV file that cannot be read", async () => {
    const { sendFile, ended, result } = await open();
    await sendFile("1735689600000,1,1,1,0,1\n", { market: "DOGEUSDT" });
    await ended.next();
    const message = 'line 1: close is "0": give a price such as 64000.10';
    expect(await result("1")).toMatchObject({ state: "failed", error: { code: "BACKTEST_CSV", message } });
  });

  it("asks the store for the market and the time of the request", async () => {
    const asked: unknown[] = [];
    const stored: CandleSource = async (market, from, to, _signal, interval) => {
      asked.push([market, from, to, interval]);
      return waves(200);
    };
    const { post, ended, result } = await open({ stored });
    await post({
      market: "BTCUSDT",
      source: "store",
      interval: "5m",
      from: "2026-01-01T00:00:00Z",
      to: "2026-01-02T00:00:00Z",
    });
    await ended.next();
    expect(asked).toEqual([["BTCUSDT", Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2), "5m"]]);
    expect(await result("1")).toMatchObject({ state: "completed", result: { candles: 200 } });
  });

  it.each([
    [
      "a market that is not traded",
      { market: "DOGEUSDT" },
      'market "DOGEUSDT" is not traded here: take one of BTCUSDT',
    ],
    [
      "parameters that cannot work",
      { market: "BTCUSDT", parameters: { fast: 9, slow: 3 } },
      "parameters.fast: fast must be shorter than slow",
    ],
    [
      "parameters of another strategy",
      { market: "BTCUSDT", strategy: "mean-reversion", parameters: { fast: 3 } },
      'parameters: Unrecognized key: "fast"',
    ],
    ["no cash", { market: "BTCUSDT", cash: "0" }, "cash: expected a decimal above 0, such as 1000 or 0.001"],
    [
      "a fee of everything",
      { market: "BTCUSDT", fees: { taker: "1" } },
      "fees.taker: expected a share from 0 up to 1, such as 0.001",
    ],
    ["a field too many", { market: "BTCUSDT", speed: 9 }, 'request: Unrecognized key: "speed"'],
    [
      "a store that is not there",
      { market: "BTCUSDT", source: "store", from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" },
      "there is no database of candles here: use the source history, or send a CSV file",
    ],
    [
      "a time that runs backwards",
      { market: "BTCUSDT", source: "store", from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" },
      "from: the source store needs from and a later to, such as 2026-01-31T00:00:00Z",
    ],
    [
      "a CSV file that is not there",
      { market: "BTCUSDT", source: "csv" },
      "source: send the CSV file itself as text/csv, and this request as the query's request",
    ],
  ])("refuses %s with what to do", async (_, body, problem) => {
    const { post } = await open();
    const answer = await post(body);
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ problems: [problem] })]);
  });

  it("refuses a CSV file without a request, or of no market", async () => {
    const { sendFile } = await open();
    for (const [request, problem] of [
      [undefined, 'the query has no request: add ?request={"market":"BTCUSDT"}, encoded'],
      [{ market: "EURUSD" }, "market: expected one such as BTCUSDT"],
    ]) {
      const answer = await sendFile("", request);
      expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ problems: [problem] })]);
    }
  });

  it("answers 429 while too many wait", async () => {
    const { post } = await open({ run: never });
    const statuses: number[] = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await post({ market: "BTCUSDT" })).status);
    expect(statuses).toEqual([202, 202, 429]);
  });
});

describe("a backtest that was started", () => {
  it("is listed without its curve, newest first, with its progress", async () => {
    const { url, post, ended } = await open();
    await post({ market: "BTCUSDT" });
    await ended.next();
    await post({ market: "BTCUSDT" });
    await ended.next();
    const list = (await (await fetch(url)).json()) as { id: string; progress: number; result: object }[];
    expect(list.map(({ id, progress }) => [id, progress])).toEqual([
      ["2", 0],
      ["1", 0],
    ]);
    expect(list[0]?.result).toMatchObject({ candles: 50, statistics: { trades: expect.any(Number) } });
    expect(list[0]?.result).not.toHaveProperty("equity");
  });

  it("is drawn, with a policy under which the picture has its colours and nothing else", async () => {
    const { url, post, ended } = await open();
    await post({ market: "BTCUSDT" });
    await ended.next();
    const picture = await fetch(`${url}/1/equity.svg`);
    expect(picture.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
    expect(picture.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'");
    expect(await picture.text()).toContain('<title id="title">Backtest 1: sma-cross on BTCUSDT</title>');
  });

  it("can be cancelled until it ends", async () => {
    const { url, post, ended, result } = await open({ run: never });
    await post({ market: "BTCUSDT" });
    expect((await fetch(`${url}/1/equity.svg`)).status).toBe(409);
    expect((await fetch(`${url}/1`, { method: "DELETE" })).status).toBe(202);
    await ended.next();
    expect(await result("1")).toMatchObject({ state: "cancelled", error: { code: "BACKTEST_CANCELLED" } });
    const again = await fetch(`${url}/1`, { method: "DELETE" });
    expect([again.status, await again.json()]).toEqual([409, { error: "backtest 1 is cancelled already" }]);
  });

  it("is 404 when nobody knows it", async () => {
    const { url } = await open();
    const answers = [fetch(`${url}/9`), fetch(`${url}/9/equity.svg`), fetch(`${url}/9`, { method: "DELETE" })];
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});
