import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { PRICES_KEY, PriceCache } from "../../../app/store/prices.ts";
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
    const cache = new PriceCache({
      host: "127.0.0.1",
      port: server.port,
      user: USER,
      password,
      broken: () => undefined,
    });
    onTestFinished(() => cache.close());
    const write = (prices: Readonly<Record<string, number>>) => cache.write(new Map(Object.entries(prices)));
    const written = (prices: Readonly<Record<string, number>>) =>
      expect
        .poll(
          () =>
            write(prices).then(
              () => true,
              () => false,
            ),
          { timeout: PATIENCE_MS },
        )
        .toBe(true);
    return { write, written };
  }

  async function stored() {
    const client = createClient({ url: `redis://${USER}:${PASSWORD}@127.0.0.1:${server.port}` });
    await client.connect();
    return client.hGetAll(PRICES_KEY).finally(() => client.destroy());
  }

  it("writes the last prices into one hash", async () => {
    const { written } = open();
    await written({ BTC: 64_000.5, ETH: 3_200 });
    await written({ BTC: 64_001 });
    expect({ ...(await stored()) }).toEqual({ BTC: "64001", ETH: "3200" });
  });

  it("fails at once while the server is away, and works when it is back", async () => {
    const { write, written } = open();
    await written({ BTC: 1 });
    await server.kill();
    await expect
      .poll(
        () =>
          write({ BTC: 2 }).then(
            () => "written",
            () => "failed",
          ),
        { timeout: PATIENCE_MS },
      )
      .toBe("failed");
    await server.start();
    await written({ BTC: 3 });
    expect((await stored())["BTC"]).toBe("3");
  });

  it("asks for the password at each new connection, so that it may be rotated", async () => {
    let password = "not-yet-right";
    const { write, written } = open(() => password);
    await expect(write({ BTC: 1 })).rejects.toThrow();
    password = PASSWORD;
    await written({ BTC: 4 });
  });
});
