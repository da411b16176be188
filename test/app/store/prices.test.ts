import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { PRICES_CHANNEL, PRICES_KEY, PriceCache } from "../../../app/store/prices.ts";
import { Sequence } from "../support/sequence.ts";
import { PATIENCE_MS, redisProgram, startRedis, type TestServer } from "./servers.ts";

const program = redisProgram();
if (program === undefined) console.warn("skipped: Redis is not installed (apt-get install redis-server)");

const USER = "quantflow";
const PASSWORD = "a-password";

describe.skipIf(program === undefined)("the price cache", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startRedis(program as string, USER, PASSWORD);
  }, PATIENCE_MS);
  afterAll(() => server.stop());

  function open(password = () => PASSWORD) {
    const connections = new Sequence<"ready">();
    const cache = new PriceCache({
      ...{ host: "127.0.0.1", port: server.port, user: USER, password },
      broken: () => undefined,
      ready: () => connections.push("ready"),
    });
    onTestFinished(() => cache.close());
    const works = (write: () => Promise<void>, wanted: boolean) =>
      expect
        .poll(
          () =>
            write().then(
              () => true,
              () => false,
            ),
          { timeout: PATIENCE_MS },
        )
        .toBe(wanted);
    return { cache, connections, works };
  }

  async function reader() {
    const client = createClient({ url: `redis://${USER}:${PASSWORD}@127.0.0.1:${server.port}` });
    await client.connect();
    onTestFinished(() => client.destroy());
    return client;
  }

  it("writes the last prices into one hash, and publishes what changed", async () => {
    const { cache, connections } = open();
    await connections.next();
    const client = await reader();
    const published = new Sequence<string>();
    await client.subscribe(PRICES_CHANNEL, published.push);
    await cache.write({ BTC: "64000.5", ETH: "3200" });
    await cache.write({ BTC: "64001" });
    expect(await published.next((text) => text.includes("64001"))).toBe('{"BTC":"64001"}');
    expect({ ...(await (await reader()).hGetAll(PRICES_KEY)) }).toEqual({ BTC: "64001", ETH: "3200" });
  });

  it("fails at once while the server is away, and works when it is back, which it tells", async () => {
    const { cache, connections, works } = open();
    await connections.next();
    await server.kill();
    await works(() => cache.write({ BTC: "2" }), false);
    await server.start();
    await connections.next();
    await cache.write({ BTC: "3" });
    expect(await (await reader()).hGet(PRICES_KEY, "BTC")).toBe("3");
  });

  it("asks for the password at each new connection, so that it may be rotated", async () => {
    let password = "not-yet-right";
    const { cache, works } = open(() => password);
    await expect(cache.check()).rejects.toThrow();
    password = PASSWORD;
    await works(() => cache.check(), true);
  });
});
