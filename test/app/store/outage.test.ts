import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Step } from "../../../app/engine/engine.ts";
import { Money } from "../../../app/portfolio/money.ts";
import { openStores } from "../../../app/store/stores.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { tradeAt } from "../support/events.ts";
import { temporaryFolder } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { PATIENCE_MS, postgresPrograms, startPostgres, type TestServer } from "./servers.ts";

const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");

const fillAt = (index: number): Step => ({
  sequence: index,
  event: tradeAt(index, 100),
  instrument: { market: "BTCUSDT", base: "BTC", quote: "USDT" },
  fill: { asset: "BTC", side: "buy", quantity: new Money(1), price: new Money(100), fee: new Money("0.1") },
});

describe.skipIf(programs === undefined)("an outage of the database", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres(programs as string);
  }, PATIENCE_MS);
  afterAll(() => server.stop());

  const clock = new FakeClock();
  const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
  function open(spillPath?: string) {
    const database = { host: "127.0.0.1", port: server.port, name: "postgres", user: "quantflow", password: () => "x" };
    const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
    const stores = openStores({ database, redis: undefined, spillPath, clock, recorder, log: memoryLog() });
    const becomes = (up: boolean) =>
      expect
        .poll(
          () => {
            clock.advance(500);
            return stores.health()["timescaledb"];
          },
          { timeout: PATIENCE_MS },
        )
        .toBe(up);
    return { stores, becomes };
  }

  async function stored(): Promise<number> {
    const client = new Client({ host: "127.0.0.1", port: server.port, user: "quantflow", database: "postgres" });
    await client.connect();
    const { rows } = await client.query("SELECT count(*)::int AS n FROM quantflow.trades").finally(() => client.end());
    return rows[0].n;
  }

  it("loses no fill: what came meanwhile is written when it is back, once each", {
    timeout: 2 * PATIENCE_MS,
  }, async () => {
    const { stores, becomes } = open();
    stores.record(fillAt(1));
    await becomes(true);
    await server.kill();
    for (let index = 2; index <= 50; index += 1) stores.record(fillAt(index));
    await becomes(false);
    await server.start();
    await becomes(true);
    await stores.stop();
    expect(await stored()).toBe(50);
  });

  it("loses no fill when the application stops meanwhile: the next one writes it", {
    timeout: 3 * PATIENCE_MS,
  }, async () => {
    const path = join(await temporaryFolder(), "fills.ndjson");
    const before = await stored();
    clock.advance(1);
    const first = open(path);
    await first.becomes(true);
    await server.kill();
    for (let index = 1; index <= 7; index += 1) first.stores.record(fillAt(index));
    await first.stores.stop();
    await server.start();
    const second = open(path);
    await expect.poll(stored, { timeout: PATIENCE_MS }).toBe(before + 7);
    await second.stores.stop();
  });
});
