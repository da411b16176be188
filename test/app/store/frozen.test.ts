import { createClient } from "redis";
import { describe, expect, it, onTestFinished } from "vitest";
import { ONE } from "../../../app/portfolio/units.ts";
import { PRICES_KEY } from "../../../app/store/prices.ts";
import { tradeAt } from "../support/events.ts";
import { proxyTo } from "./proxy.ts";
import { connectionTo, tradeStep } from "./records.ts";
import { PATIENCE_MS, postgresPrograms, redisProgram, startPostgres, startRedis } from "./servers.ts";
import { openTestStores, passes } from "./support.ts";

const program = redisProgram();
const programs = postgresPrograms();
if (programs === undefined) console.warn("skipped: PostgreSQL is not installed (apt-get install postgresql)");
if (program === undefined) console.warn("skipped: Redis is not installed (apt-get install redis-server)");

describe.skipIf(program === undefined)("a Redis", () => {
  it("that hangs without closing its connections is told as down within seconds, and as up once it answers again", {
    timeout: 3 * PATIENCE_MS,
  }, async () => {
    const server = await startRedis(program as string, "quantflow", "a-password");
    onTestFinished(() => server.stop());
    const redis = { host: "127.0.0.1", port: server.port, user: "quantflow", password: () => "a-password" };
    const { becomes } = openTestStores({ redis });
    await becomes("redis", true);
    server.freeze();
    onTestFinished(() => server.thaw());
    await becomes("redis", false);
    server.thaw();
    await becomes("redis", true);
  });

  it("has the last prices, which what is fetched afterwards does not change", async () => {
    const server = await startRedis(program as string, "quantflow", "a-password");
    onTestFinished(() => server.stop());
    const redis = { host: "127.0.0.1", port: server.port, user: "quantflow", password: () => "a-password" };
    const { stores, clock } = openTestStores({ redis });
    stores.record({ ...tradeStep(2), event: { ...tradeAt(2, 64_000), price: 64_000 * ONE + 1 } });
    stores.record({ ...tradeStep(1), event: { ...tradeAt(1, 63_000), backfilled: true } });
    const reader = createClient({ url: `redis://quantflow:a-password@127.0.0.1:${server.port}` });
    await reader.connect();
    onTestFinished(() => reader.destroy());
    await passes(clock, async () => (await reader.hGet(PRICES_KEY, "BTC")) === "64000.00000001");
  });
});

describe.skipIf(programs === undefined)("a database that hangs", () => {
  it("does not hold up a stop beyond its time, and what it had not is counted", {
    timeout: 3 * PATIENCE_MS,
  }, async () => {
    const server = await startPostgres(programs as string);
    onTestFinished(() => server.stop());
    const proxy = await proxyTo(server.port);
    const database = { ...connectionTo(proxy.port), answerWithinMs: 10 * PATIENCE_MS };
    const { stores, clock, stop, becomes, metric } = openTestStores({ database });
    await becomes("timescaledb", true);
    proxy.hold();
    for (let id = 1; id <= 7; id += 1) stores.record(tradeStep(id));
    clock.advance(500);
    let ended = false;
    void stop().then(() => {
      ended = true;
    });
    await passes(clock, () => ended);
    expect(metric("quantflow_store_dropped_rows_total", { kind: "tick", reason: "stop" })).toBe(7);
  });
});
