import { describe, expect, it } from "vitest";
import { CANDLES_WAITING } from "../../../app/store/database-store.ts";
import { freePort } from "../../support/free-port.ts";
import { candleStep, connectionTo, fillStep, tradeStep } from "./records.ts";
import { openTestStores, passes } from "./support.ts";

async function openDown() {
  const port = await freePort();
  return openTestStores({
    database: connectionTo(port),
    redis: { host: "127.0.0.1", port, user: "quantflow", password: () => "x" },
  });
}

describe("stores that are down", () => {
  it("take steps without waiting, are told as down once each, and are part of health", async () => {
    const { clock, log, stores, metric } = await openDown();
    for (let index = 0; index < 100; index += 1) stores.record(candleStep(index));
    await passes(clock, () => log.entries.filter(({ level }) => level === "warn").length === 2);
    for (let second = 0; second < 30; second += 1) clock.advance(1_000);
    expect(stores.health()).toEqual({ timescaledb: false, redis: false });
    expect(metric("quantflow_dependency_up", { dependency: "timescaledb" })).toBe(0);
    expect(metric("quantflow_dependency_up", { dependency: "redis" })).toBe(0);
    expect(metric("quantflow_store_queue_rows", { kind: "candle" })).toBe(100);
    expect(log.entries.filter(({ level }) => level === "warn")).toHaveLength(2);
  });

  it("are told by code and message, and nothing of the client", async () => {
    const { clock, log } = await openDown();
    await passes(clock, () => log.entries.some(({ fields }) => Reflect.get(fields, "dependency") === "timescaledb"));
    const { fields } = log.entries.find((entry) => Reflect.get(entry.fields, "dependency") === "timescaledb") ?? {};
    expect(fields).toEqual({
      dependency: "timescaledb",
      code: "ECONNREFUSED",
      problem: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it("open the breaker, and say so", async () => {
    const { clock, metric } = await openDown();
    expect(metric("quantflow_store_breaker_state", { state: "closed" })).toBe(1);
    await passes(clock, () => metric("quantflow_store_breaker_state", { state: "open" }) === 1);
    expect(metric("quantflow_store_breaker_state", { state: "closed" })).toBe(0);
  });

  it("keep the newest candles, count those that they drop, and tell it once", async () => {
    const { stores, log, metric } = await openDown();
    for (let index = 0; index < CANDLES_WAITING + 100; index += 1) stores.record(candleStep(index));
    expect(metric("quantflow_store_queue_rows", { kind: "candle" })).toBe(CANDLES_WAITING);
    expect(metric("quantflow_store_capacity_rows", { kind: "candle" })).toBe(CANDLES_WAITING);
    expect(metric("quantflow_store_dropped_rows_total", { kind: "candle", reason: "full" })).toBe(100);
    expect(log.entries.filter(({ message }) => message.startsWith("rows are dropped"))).toHaveLength(1);
  });

  it("tell how long the oldest row has been waiting", async () => {
    const { clock, stores, metric } = await openDown();
    expect(metric("quantflow_store_oldest_row_age_seconds")).toBe(0);
    stores.record({ ...tradeStep(1), event: { ...tradeStep(1).event, receivedAt: clock.now() } });
    clock.advance(7_000);
    stores.record({ ...tradeStep(2), event: { ...tradeStep(2).event, receivedAt: clock.now() } });
    expect(metric("quantflow_store_oldest_row_age_seconds")).toBe(7);
  });

  it("count what was never written when the application ends, by kind", async () => {
    const { stores, stop, metric } = await openDown();
    for (let index = 0; index < 7; index += 1) stores.record(candleStep(index));
    for (let index = 0; index < 3; index += 1) stores.record(tradeStep(index));
    stores.record(fillStep(1));
    await stop();
    const dropped = (kind: string) => metric("quantflow_store_dropped_rows_total", { kind, reason: "stop" });
    expect([dropped("candle"), dropped("tick"), dropped("trade")]).toEqual([7, 3, 1]);
  });

  it("say so to who reads, and leave who restores waiting until the end", async () => {
    const { stores, stop } = await openDown();
    const { signal } = new AbortController();
    const unavailable = { code: "STORE_UNAVAILABLE" };
    await expect(stores.candles("BTCUSDT", 0, 1, signal)).rejects.toMatchObject(unavailable);
    await expect(stores.ticks("BTCUSDT", 0, 1)).rejects.toMatchObject(unavailable);
    await expect(stores.alerts(1)).rejects.toMatchObject(unavailable);
    await expect(stores.saveAlerts([])).rejects.toMatchObject(unavailable);
    const restoring = expect(stores.fills()).rejects.toMatchObject({ code: "STORE_STOPPED" });
    await stop();
    await restoring;
  });
});

describe("stores that are not used", () => {
  it("are no part of metrics and health, and have no fills", async () => {
    const { stores, metric } = openTestStores({});
    stores.record(candleStep(0));
    expect(stores.health()).toEqual({});
    expect(metric("quantflow_dependency_up", { dependency: "redis" })).toBeUndefined();
    expect(metric("quantflow_store_queue_rows", { kind: "candle" })).toBe(0);
    expect(metric("quantflow_timescale_chunks", { table: "ticks" })).toBeUndefined();
    expect(await stores.fills()).toEqual([]);
    await expect(stores.alerts(1)).rejects.toMatchObject({ code: "STORE_UNUSED" });
  });
});
