import { describe, it, onTestFinished } from "vitest";
import { PATIENCE_MS, redisProgram, startRedis } from "./servers.ts";
import { openTestStores } from "./support.ts";

const program = redisProgram();
if (program === undefined) console.warn("skipped: Redis is not installed (apt-get install redis-server)");

describe.skipIf(program === undefined)("a Redis that hangs without closing its connections", () => {
  it("is told as down within seconds, and as up once it answers again", { timeout: 3 * PATIENCE_MS }, async () => {
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
});
