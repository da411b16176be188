import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Step } from "../../../app/engine/engine.ts";
import { openStores } from "../../../app/store/stores.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { parseText, sampleValue } from "../../lib/metrics/parse-text.ts";
import { candleAt } from "../support/events.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";

/** A port where nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

const step = (index: number): Step => ({
  sequence: index,
  event: candleAt(index, 100),
  candle: candleAt(index, 100),
  instrument: { market: "BTCUSDT", base: "BTC", quote: "USDT" },
});

async function open({ used }: { used: boolean }) {
  const clock = new FakeClock();
  const log = memoryLog();
  const recorder = new MetricsRecorder(metricsOf(catalogue), {
    labelSets: catalogue.droppedLabelSets,
    values: catalogue.droppedValues,
  });
  const server = { host: "127.0.0.1", port: await deadPort(), password: () => "x" };
  const stores = openStores({
    database: used ? { ...server, name: "quantflow", user: "quantflow" } : undefined,
    redis: used ? { ...server, user: "quantflow" } : undefined,
    spillPath: undefined,
    clock,
    recorder,
    log,
  });
  const value = (name: string, labels = {}) => {
    stores.refresh();
    return sampleValue(parseText(renderText(recorder.families())), name, labels);
  };
  return { clock, log, stores, value };
}

describe("stores that are down", () => {
  it("take steps without waiting, are told as down once each, and are part of health", async () => {
    const { clock, log, stores, value } = await open({ used: true });
    onTestFinished(() => stores.stop());
    for (let index = 0; index < 100; index += 1) stores.record(step(index));
    clock.advance(3_000);
    await expect.poll(() => log.entries.filter(({ level }) => level === "warn").length, { timeout: 20_000 }).toBe(2);
    clock.advance(30_000);
    expect(stores.health()).toEqual({ timescaledb: false, redis: false });
    expect(value("quantflow_dependency_up", { dependency: "timescaledb" })).toBe(0);
    expect(value("quantflow_dependency_up", { dependency: "redis" })).toBe(0);
    expect(value("quantflow_store_queue_rows")).toBe(100);
  });

  it("keep 10,000 rows and count those that they drop", async () => {
    const { stores, value } = await open({ used: true });
    onTestFinished(() => stores.stop());
    for (let index = 0; index < 10_100; index += 1) stores.record(step(index));
    expect(value("quantflow_store_queue_rows")).toBe(10_000);
    expect(value("quantflow_store_dropped_rows_total", { kind: "candle" })).toBe(100);
  });

  it("count what was never written when the application ends", async () => {
    const { stores, value } = await open({ used: true });
    for (let index = 0; index < 7; index += 1) stores.record(step(index));
    await stores.stop();
    expect(value("quantflow_store_dropped_rows_total", { kind: "candle" })).toBe(7);
  });
});

describe("stores that are not used", () => {
  it("are no part of metrics and health", async () => {
    const { stores, value } = await open({ used: false });
    stores.record(step(0));
    expect(stores.health()).toEqual({});
    expect(value("quantflow_dependency_up", { dependency: "redis" })).toBeUndefined();
    expect(value("quantflow_store_queue_rows")).toBe(0);
    await stores.stop();
  });
});
