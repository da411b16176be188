import { describe, expect, it, onTestFinished } from "vitest";
import { openStores } from "../../../app/store/stores.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as catalogue from "../../../metrics/quantflow/index.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { PATIENCE_MS, redisProgram, startRedis } from "./servers.ts";

const program = redisProgram();
if (program === undefined) console.warn("skipped: Redis is not installed (apt-get install redis-server)");

describe.skipIf(program === undefined)("a Redis that hangs without closing its connections", () => {
  it("is told as down within seconds, and as up once it answers again", { timeout: 3 * PATIENCE_MS }, async () => {
    const server = await startRedis(program as string, "quantflow", "a-password");
    onTestFinished(() => server.stop());
    const clock = new FakeClock();
    const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };
    const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
    const redis = { host: "127.0.0.1", port: server.port, user: "quantflow", password: () => "a-password" };
    const stores = openStores({ database: undefined, redis, spillPath: undefined, clock, recorder, log: memoryLog() });
    onTestFinished(() => stores.stop());
    const becomes = (up: boolean) =>
      expect
        .poll(
          () => {
            clock.advance(1_000);
            return stores.health()["redis"];
          },
          { timeout: PATIENCE_MS },
        )
        .toBe(up);
    await becomes(true);
    server.freeze();
    onTestFinished(() => server.thaw());
    await becomes(false);
    server.thaw();
    await becomes(true);
  });
});
