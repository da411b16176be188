import { describe, expect, it } from "vitest";
import { ATTEMPT_LIMIT, AttemptLimit } from "../../../app/exchange/attempt-limit.ts";
import { SESSION_LIMITS } from "../../../app/exchange/session.ts";
import { client, open } from "./support.ts";

const ADDRESS = "192.0.2.1";

describe("the exchange's rules", () => {
  it("are Binance's", () => {
    expect(SESSION_LIMITS).toEqual({
      pingEveryMs: 20_000,
      pongWithinMs: 60_000,
      messagesPerSecond: 5,
      streams: 1_024,
      lifetimeMs: 86_400_000,
    });
    expect(ATTEMPT_LIMIT).toMatchObject({ attempts: 300, windowSeconds: 300 });
  });

  it("end a connection at the end of its life", async () => {
    const { clock, url } = await open({ lifetimeMs: 5_000 });
    const { closed } = await client(url);
    clock.advance(5_000);
    expect(await closed.next()).toBe(1001);
  });

  it("count pongs as messages", async () => {
    const { url } = await open();
    const { socket, closed } = await client(url);
    for (let pong = 0; pong < 6; pong += 1) socket.pong();
    expect(await closed.next()).toBe(1008);
  });

  it("count one violation, however much a client still sends", async () => {
    const { url, controlUrl } = await open();
    const { socket, closed } = await client(url);
    for (let pong = 0; pong < 20; pong += 1) socket.pong();
    await closed.next();
    const scrape = await fetch(`${controlUrl}/metrics`, { headers: { authorization: "Bearer metrics-token" } });
    expect(await scrape.text()).toContain('exchange_client_violations_total{rule="message-rate"} 1\n');
  });

  it("forgive a pong that came late but within the minute", async () => {
    const { clock, url } = await open();
    const { socket, pings, ask } = await client(url, false);
    for (let ping = 0; ping < 3; ping += 1) {
      clock.advance(20_000);
      await pings.next();
    }
    socket.pong();
    await ask({ method: "LIST_SUBSCRIPTIONS", id: 1 });
    clock.advance(20_000);
    await pings.next();
    expect(socket.readyState).toBe(socket.OPEN);
  });
});

describe("the exchange's limit of connection attempts", () => {
  const attempt = (limit: AttemptLimit, times: number, now: number) =>
    Array.from({ length: times }, () => limit.turned(ADDRESS, now)).at(-1);

  it("lets 300 in within five minutes, and tells the next when to come", () => {
    const limit = new AttemptLimit(ATTEMPT_LIMIT);
    expect(attempt(limit, 300, 10)).toBeUndefined();
    expect(limit.turned(ADDRESS, 100)).toEqual({ status: 429, retryAfterSeconds: 210 });
    expect(limit.turned(ADDRESS, 310)).toBeUndefined();
  });

  it("counts each address apart", () => {
    const limit = new AttemptLimit(ATTEMPT_LIMIT);
    attempt(limit, 301, 0);
    expect(limit.turned("192.0.2.2", 0)).toBeUndefined();
  });

  it("bans who goes on for two minutes", () => {
    const limit = new AttemptLimit(ATTEMPT_LIMIT);
    expect(attempt(limit, 309, 0)).toMatchObject({ status: 429 });
    expect(limit.turned(ADDRESS, 0)).toEqual({ status: 418, retryAfterSeconds: 120 });
    expect(limit.turned(ADDRESS, 119.5)).toEqual({ status: 418, retryAfterSeconds: 1 });
    expect(limit.turned(ADDRESS, 120)).toMatchObject({ status: 429 });
    expect(limit.turned(ADDRESS, 300)).toBeUndefined();
  });

  it("answers a handshake over the limit with 429 and counts the violation", async () => {
    const { url, controlUrl } = await open();
    for (let attempts = 0; attempts < 300; attempts += 1) (await client(url)).socket.terminate();
    await expect(client(url)).rejects.toThrow("429");
    const scrape = await fetch(`${controlUrl}/metrics`, { headers: { authorization: "Bearer metrics-token" } });
    expect(await scrape.text()).toContain('exchange_client_violations_total{rule="attempts"} 1\n');
  });
});
