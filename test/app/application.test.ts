import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startApplication } from "../../app/application.ts";
import { readConfiguration } from "../../app/configuration.ts";
import { VERSION } from "../../app/version.ts";
import packageJson from "../../package.json" with { type: "json" };
import { parseText, sampleValue } from "../lib/metrics/parse-text.ts";
import { openExchange, secretFile, temporaryFolder } from "./support/exchange.ts";
import { FakeClock } from "./support/fake-clock.ts";
import { memoryLog } from "./support/memory-log.ts";
import { notification } from "./webhook/support.ts";

const METRICS = { headers: { authorization: "Bearer metrics-token" } };
const WEBHOOK = { authorization: "Bearer webhook-token" };
const ADMIN = { authorization: `Basic ${btoa("admin:open sesame")}` };

/** The application on the simulated exchange, both on one clock. */
async function open(overrides: Record<string, string> = {}) {
  const clock = new FakeClock();
  const exchange = await openExchange(clock);
  const log = memoryLog();
  const configuration = readConfiguration({
    QUANTFLOW_HOST: "127.0.0.1",
    QUANTFLOW_METRICS_TOKEN_FILE: await secretFile("metrics-token"),
    QUANTFLOW_WEBHOOK_TOKEN_FILE: await secretFile("webhook-token"),
    QUANTFLOW_ADMIN_PASSWORD_FILE: await secretFile("open sesame"),
    QUANTFLOW_FEED_URL: exchange.url,
    QUANTFLOW_FEED_REST_URL: exchange.restUrl,
    QUANTFLOW_SYMBOLS: "BTCUSDT,ETHUSDT",
    QUANTFLOW_DATA_DIRECTORY: join(await temporaryFolder(), "data"),
    QUANTFLOW_STRATEGY_PARAMETERS: '{"fast":2,"slow":5}',
    ...overrides,
  });
  const ports = { ...configuration, httpPort: 0, adminPort: 0 };
  const application = await startApplication(ports, { clock, random: () => 0.5, log });
  onTestFinished(() => application.stop());
  const admin = `http://127.0.0.1:${application.adminPort}`;
  const http = `http://127.0.0.1:${application.httpPort}`;
  const scrape = async () => parseText(await (await fetch(`${admin}/metrics`, METRICS)).text());
  const until = async (name: string, labels: Record<string, string>, enough: (value: number) => boolean) => {
    for (;;) {
      const value = sampleValue(await scrape(), name, labels);
      if (value !== undefined && enough(value)) return value;
    }
  };
  await until("quantflow_feed_connected", {}, (value) => value === 1);
  return { clock, log, admin, http, scrape, until, application, ...exchange };
}

describe("the application", () => {
  it("names the version of package.json", () => {
    expect(VERSION).toBe(packageJson.version);
  });

  it("counts exactly the events that the exchange sent", async () => {
    const { clock, until } = await open();
    clock.advance(3_000);
    expect(await until("quantflow_price_updates_total", { stream: "trade" }, (value) => value >= 60)).toBe(60);
    expect(await until("quantflow_price_updates_total", { stream: "kline" }, (value) => value >= 6)).toBe(6);
    expect(await until("quantflow_active_subscriptions", {}, () => true)).toBe(8);
  });

  it("shows the true age of prices when the exchange delays them", async () => {
    const { clock, exchange, until, scrape } = await open();
    exchange.perform({ action: "delay", milliseconds: 3_000 });
    clock.advance(1_000);
    clock.advance(3_000);
    await until("quantflow_websocket_latency_seconds_count", { stream: "trade" }, (value) => value >= 20);
    const text = await scrape();
    expect(sampleValue(text, "quantflow_websocket_latency_seconds_bucket", { stream: "trade", le: "2.5" })).toBe(0);
  });

  it("trades: signals become fills, and fills move the portfolio", async () => {
    const { clock, until, scrape, http } = await open();
    for (let second = 0; second < 90; second += 1) {
      clock.advance(1_000);
      await until("quantflow_price_updates_total", { stream: "kline" }, (value) => value >= 2 * (second + 1));
    }
    const text = await scrape();
    const bought = sampleValue(text, "quantflow_trades_total", { symbol: "BTC", side: "buy" }) as number;
    expect(bought).toBeGreaterThan(0);
    expect(
      sampleValue(text, "quantflow_trading_signals_total", { symbol: "BTC", signal: "buy" }),
    ).toBeGreaterThanOrEqual(bought);
    expect(sampleValue(text, "quantflow_fees_total", { currency: "USDT" })).toBeGreaterThan(0);
    const portfolio = (await (await fetch(`${http}/portfolio`, { headers: ADMIN })).json()) as Record<string, string>;
    expect(Number(portfolio["value"])).toBeCloseTo(
      sampleValue(text, "quantflow_portfolio_value", { currency: "USDT" }) as number,
      0,
    );
    expect(Number(portfolio["value"]) - 100_000).toBeCloseTo(
      Number(portfolio["realizedPnl"]) + Number(portfolio["unrealizedPnl"]),
      9,
    );
  }, 30_000);

  it("is healthy at once, and ready once prices arrive", async () => {
    const { clock, admin, until } = await open();
    expect((await fetch(`${admin}/healthz`)).status).toBe(200);
    const before = await fetch(`${admin}/readyz`);
    expect([before.status, await before.json()]).toEqual([
      503,
      { status: "unready", checks: { feed: "stale", shutdown: "ok" } },
    ]);
    clock.advance(1_000);
    await until("quantflow_price_updates_total", { stream: "trade" }, (value) => value > 0);
    const after = await fetch(`${admin}/readyz`);
    expect([after.status, await after.json()]).toEqual([
      200,
      { status: "ready", checks: { feed: "ok", shutdown: "ok" } },
    ]);
  });

  it("shows its metrics to who has the token, in the text format with its type", async () => {
    const { admin } = await open();
    expect((await fetch(`${admin}/metrics`)).status).toBe(401);
    const answer = await fetch(`${admin}/metrics`, METRICS);
    expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const { families, samples } = parseText(await answer.text());
    expect(new Set(families.map(({ name }) => name)).size).toBe(families.length);
    expect(families.map(({ name }) => name)).toContain("process_resident_memory_bytes");
    expect(samples.map(({ name }) => name)).not.toContain("quantflow_dependency_up");
    expect(samples).toContainEqual({
      name: "quantflow_build_info",
      labels: { version: VERSION, commit: "unknown", node: process.version },
      value: 1,
    });
  });

  it("tells a dead feed: disconnected, reconnects counted, unready", async () => {
    const { clock, exchange, admin, until } = await open();
    exchange.perform({ action: "refuse" });
    exchange.perform({ action: "drop" });
    await until("quantflow_feed_connected", {}, (value) => value === 0);
    expect(await until("quantflow_feed_reconnects_total", { reason: "closed" }, (value) => value > 0)).toBe(1);
    expect((await fetch(`${admin}/readyz`)).status).toBe(503);
    exchange.perform({ action: "resume" });
    clock.advance(500);
    await until("quantflow_feed_connected", {}, (value) => value === 1);
  });

  it("takes alerts and shows them, newest first", async () => {
    const { http } = await open();
    for (const status of ["firing", "resolved"] as const) {
      const body = JSON.stringify(notification(1, status));
      const answer = await fetch(`${http}/alerts/webhook`, { method: "POST", body, headers: WEBHOOK });
      expect(answer.status).toBe(202);
    }
    const alerts = (await (await fetch(`${http}/alerts`, { headers: ADMIN })).json()) as { status: string }[];
    expect(alerts.map(({ status }) => status)).toEqual(["resolved", "firing"]);
  });

  it("runs a backtest over the candles that it saw", async () => {
    const { clock, http, until } = await open();
    clock.advance(4_000);
    await until("quantflow_price_updates_total", { stream: "kline" }, (value) => value >= 8);
    const submitted = await fetch(`${http}/backtests`, {
      method: "POST",
      headers: { ...ADMIN, "content-type": "application/json" },
      body: JSON.stringify({ market: "BTCUSDT", parameters: { fast: 1, slow: 2 } }),
    });
    expect(submitted.status).toBe(202);
    const url = `${http}${submitted.headers.get("location")}`;
    await until(
      "quantflow_backtest_duration_seconds_count",
      { strategy: "sma-cross", outcome: "completed" },
      (n) => n === 1,
    );
    expect(await (await fetch(url, { headers: ADMIN })).json()).toMatchObject({
      id: "1",
      state: "completed",
      result: { candles: 4 },
    });
  });

  it("backtests its own strategy every minute", async () => {
    const { clock, until } = await open();
    clock.advance(60_000);
    await until(
      "quantflow_backtest_duration_seconds_count",
      { strategy: "sma-cross", outcome: "completed" },
      (n) => n === 1,
    );
  });

  it.each([
    ["no JSON", "{"],
    ["a market that is not traded", '{"market":"DOGEUSDT"}'],
    ["parameters that cannot work", '{"market":"BTCUSDT","parameters":{"fast":9,"slow":3}}'],
    ["a field too many", '{"market":"BTCUSDT","speed":9}'],
  ])("answers a backtest of %s with 400", async (_, body) => {
    const { http } = await open();
    const headers = { ...ADMIN, "content-type": "application/json" };
    expect((await fetch(`${http}/backtests`, { method: "POST", body, headers })).status).toBe(400);
  });

  it("knows no other address", async () => {
    const { http, admin } = await open();
    for (const url of [`${http}/metrics`, `${http}/nothing`, `${http}/backtests/77`, `${admin}/nothing`])
      expect((await fetch(url, { headers: ADMIN })).status).toBe(404);
  });

  it.each([
    ["nobody", {}],
    ["a wrong password", { authorization: `Basic ${btoa("admin:closed")}` }],
    ["another user", { authorization: `Basic ${btoa("root:open sesame")}` }],
    ["a bearer token", WEBHOOK],
    ["no base64", { authorization: "Basic ?" }],
  ])("tells what the desk owns and does to the administrator alone: not to %s", async (_, headers) => {
    const { http } = await open();
    for (const path of ["/portfolio", "/alerts", "/backtests/1"]) {
      const answer = await fetch(http + path, { headers });
      expect([path, answer.status, answer.headers.get("www-authenticate")]).toEqual([
        path,
        401,
        'Basic realm="QuantFlow"',
      ]);
    }
    expect((await fetch(`${http}/backtests`, { method: "POST", headers })).status).toBe(401);
    expect((await fetch(`${http}/portfolio`, { headers: ADMIN })).status).toBe(200);
  });

  it("stops: the feed ends, its ports close", async () => {
    const { application, admin, log } = await open();
    await application.stop();
    await expect(fetch(`${admin}/healthz`)).rejects.toThrow();
    expect(log.entries.at(-1)).toMatchObject({ fields: { state: "stopped" } });
    expect(log.entries.filter(({ level }) => level === "error" || level === "warn")).toEqual([]);
  });

  it("stops within seconds, not when a client that dawdles in the middle of its request is done", async () => {
    const { application } = await open();
    const client = connect(application.httpPort, "127.0.0.1");
    const ended = once(client, "close");
    await once(client, "connect");
    client.write("POST /alerts/webhook HTTP/1.1\r\nHost: quantflow\r\n");
    client.write("Authorization: Bearer webhook-token\r\nContent-Length: 100\r\n\r\n{");
    // Answered after the half request on another connection: by then the half one has been read, too.
    await fetch(`http://127.0.0.1:${application.httpPort}/`);
    await application.stop();
    await ended;
  }, 5_000);

  it("fails to start with a code when its port is taken", async () => {
    const { application } = await open();
    const again = readConfiguration({
      QUANTFLOW_HOST: "127.0.0.1",
      QUANTFLOW_ADMIN_PORT: String(application.adminPort),
      QUANTFLOW_METRICS_TOKEN_FILE: await secretFile("a"),
      QUANTFLOW_WEBHOOK_TOKEN_FILE: await secretFile("b"),
      QUANTFLOW_ADMIN_PASSWORD_FILE: await secretFile("c"),
    });
    const system = { clock: new FakeClock(), random: () => 0, log: memoryLog() };
    await expect(startApplication(again, system)).rejects.toMatchObject({ code: "APP_PORT_IN_USE" });
  });
});
