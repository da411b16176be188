import { Client } from "pg";
import { expect, onTestFinished } from "vitest";
import { Database } from "../../../app/store/postgres.ts";
import type { FillRow } from "../../../app/store/rows.ts";
import { openStores, type Recorded, type StoresOptions } from "../../../app/store/stores.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";
import { candleAt, tradeAt } from "../support/events.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { PATIENCE_MS } from "./servers.ts";

const instrument = { market: "BTCUSDT", base: "BTC", quote: "USDT" };
const fill = { asset: "BTC", side: "buy", liquidity: "taker" } as const;

/** What steps of live trading leave to be stored. */
export const candleStep = (index: number): Recorded => ({
  ...{ sequence: index, instrument, fill: undefined },
  event: candleAt(index, 105, 100),
});
export const tradeStep = (id: number): Recorded => ({
  ...{ sequence: id, instrument, fill: undefined },
  event: tradeAt(id, 100),
});
export const fillStep = (sequence: number): Recorded => ({
  ...{ sequence, instrument },
  event: { kind: "bookTicker", market: "BTCUSDT", receivedAt: 1_000 + sequence, bid: 1, ask: 2 },
  fill: { ...fill, size: 1_562_000, price: 6_400_012_345_678, fee: 10 },
});

export const fillRow = (index: number, price = 6_400_012_345_678): FillRow => ({
  id: `1000-${index}`,
  time: 1_000 + index,
  fill: { ...fill, size: 1_562_000, price, fee: 10 },
});

export function openRecorder() {
  const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  const value = (name: string, labels = {}) => sampleValue(parseText(renderText(recorder.families())), name, labels);
  return { recorder, value };
}

/** Stores on a clock moved by hand, stopped after the test. */
export function openTestStores(options: Partial<StoresOptions>, clock = new FakeClock()) {
  const log = memoryLog();
  const { recorder, value } = openRecorder();
  const stores = openStores({
    ...{ database: undefined, redis: undefined, spillPath: undefined, clock, random: () => 0.5, recorder, log },
    ...options,
  });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= stores.stop();
    return stopped;
  };
  onTestFinished(stop);
  /** Lets time pass until a store is seen to be up or down. */
  const becomes = (store: "timescaledb" | "redis", up: boolean) => passes(clock, () => stores.health()[store] === up);
  const metric = (name: string, labels = {}) => {
    stores.refresh();
    return value(name, labels);
  };
  return { clock, log, stores, stop, becomes, metric };
}

/** Lets time pass, half a second at a time, until something is so. */
export const passes = (clock: FakeClock, isSo: () => boolean | Promise<boolean>): Promise<void> =>
  expect
    .poll(
      () => {
        clock.advance(500);
        return isSo();
      },
      { timeout: PATIENCE_MS },
    )
    .toBe(true);

export const connectionTo = (port: number) => ({
  ...{ host: "127.0.0.1", port, name: "postgres", user: "quantflow" },
  password: () => "unused",
});

/** The rows of a statement, by a connection of the test's own. */
export async function query<T extends object>(port: number, text: string): Promise<readonly T[]> {
  const client = new Client({ host: "127.0.0.1", port, user: "quantflow", database: "postgres" });
  await client.connect();
  const { rows } = await client.query<T>(text).finally(() => client.end());
  return rows;
}

export const countOf = async (port: number, table: string): Promise<number> =>
  (await query<{ n: number }>(port, `SELECT count(*)::int AS n FROM quantflow.${table}`))[0]?.n ?? 0;

export function openTestDatabase(port: number) {
  const broken: Error[] = [];
  const database = new Database({ ...connectionTo(port), broken: (error) => broken.push(error) });
  onTestFinished(() => database.close());
  return { database, broken };
}
