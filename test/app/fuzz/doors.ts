import { join } from "node:path";
import { type Arbitrary, constantFrom, string } from "fast-check";
import { onTestFinished } from "vitest";
import { startApplication } from "../../../app/application.ts";
import { readConfiguration } from "../../../app/configuration.ts";
import { startExchange } from "../../../app/exchange/application.ts";
import { BAD_FRAMES } from "../../../app/exchange/bad-frames.ts";
import type { Log } from "../../../app/log.ts";
import { reasonAt } from "../../../lib/dashboards/preview/reason.ts";
import { loopbackAdmission, previewServer, servedPage, shelf } from "../../../lib/dashboards/preview/server/index.ts";
import { fakePrometheus, folderWith, listening, shown } from "../../lib/dashboards/preview/server/given.ts";
import { secretFile, temporaryFolder } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { notification } from "../webhook/support.ts";
import { openWatchman } from "./watchman-door.ts";

export interface Endpoint {
  /** As its router spells it. */
  readonly address: string;
  readonly methods: readonly string[];
  /** What it is asked with when it is asked as it should be. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Arbitrary<string>;
  readonly body?: Arbitrary<string>;
  /** Beyond 4xx, statuses from 500 on that it may answer with. */
  readonly may?: readonly number[];
  /** Its answer has no end. */
  readonly endless?: true;
}

/** A port of ours. */
export interface Door {
  readonly port: number;
  readonly endpoints: readonly Endpoint[];
  /** What it logged as its own failure. */
  readonly failures: () => readonly object[];
}

export const SECRETS = {
  metrics: "metrics-token",
  webhook: "webhook-token",
  admin: "open sesame",
  control: "control-token",
  heartbeat: "heartbeat-token",
};

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const METRICS = bearer(SECRETS.metrics);
const ADMIN = { authorization: `Basic ${btoa(`admin:${SECRETS.admin}`)}` };
const CONTROL = bearer(SECRETS.control);
const READ = ["GET", "HEAD"];

const json = (...values: readonly unknown[]): Arbitrary<string> =>
  constantFrom(...values.map((value) => JSON.stringify(value)));
const CSV = "open_time,open,high,low,close,volume\n1700000000000,1,2,1,2,3\n";

const BACKTESTS = json(
  { market: "BTCUSDT" },
  { market: "BTCUSDT", strategy: "mean-reversion", candles: 20_000, cash: "1", fees: { maker: "0.5" } },
  { market: "BTCUSDT", source: "store", interval: "1m", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
);
const NOTIFICATIONS = json(notification(1), notification(3, "resolved"), { alerts: [] });

export const PUBLIC: readonly Endpoint[] = [
  { address: "/", methods: READ, headers: { ...ADMIN, accept: "text/html" } },
  { address: "/about", methods: READ },
  { address: "/icon.svg", methods: READ },
  { address: "/page.css", methods: READ },
  { address: "/page.js", methods: READ },
  { address: "/portfolio", methods: READ, headers: ADMIN },
  { address: "/alerts", methods: READ, headers: ADMIN },
  { address: "/alerts/webhook", methods: ["POST"], headers: bearer(SECRETS.webhook), body: NOTIFICATIONS },
  { address: "/alerts/dead-letters", methods: READ, headers: ADMIN },
  { address: "/alerts/dead-letters/retry", methods: ["POST"], headers: ADMIN },
  {
    address: "/backtests",
    methods: [...READ, "POST"],
    headers: { ...ADMIN, "content-type": "application/json" },
    body: BACKTESTS,
  },
  {
    address: "/backtests",
    methods: ["POST"],
    headers: { ...ADMIN, "content-type": "text/csv" },
    query: constantFrom(`request=${encodeURIComponent('{"market":"BTCUSDT"}')}`),
    body: constantFrom(CSV, CSV.replace("1700000000000", "x"), "\n\n"),
  },
  { address: "/backtests/:id", methods: [...READ, "DELETE"], headers: ADMIN },
  { address: "/backtests/:id/equity.svg", methods: READ, headers: ADMIN },
  { address: "/ws", methods: ["GET"], headers: ADMIN },
];

export const MACHINES: readonly Endpoint[] = [
  { address: "/metrics", methods: ["GET"], headers: METRICS },
  { address: "/healthz", methods: ["GET"] },
  { address: "/readyz", methods: ["GET"], may: [503] },
];

export const EXCHANGE: readonly Endpoint[] = [
  { address: "/api/v3/ping", methods: ["GET"] },
  { address: "/api/v3/time", methods: ["GET"] },
  { address: "/api/v3/exchangeInfo", methods: ["GET"] },
  { address: "/api/v3/historicalTrades", methods: ["GET"], query: constantFrom("symbol=BTCUSDT&fromId=1&limit=5") },
  {
    address: "/api/v3/klines",
    methods: ["GET"],
    query: constantFrom("symbol=BTCUSDT&interval=1m", "symbol=ETHUSDT&interval=1s&startTime=0&endTime=9&limit=1"),
  },
  { address: "/stream", methods: ["GET"], query: constantFrom("streams=btcusdt@trade/ethusdt@kline_1s") },
];

const ACTIONS = json(
  { action: "skew", milliseconds: 5 },
  { action: "reject", containing: "btc" },
  { action: "skip", trades: 1 },
  ...BAD_FRAMES.map((frame) => ({ action: "send", frame })),
);

export const CONTROLS: readonly Endpoint[] = [
  { address: "/healthz", methods: ["GET"] },
  { address: "/metrics", methods: ["GET"], headers: METRICS },
  { address: "/control", methods: ["GET"], headers: CONTROL },
  { address: "/control", methods: ["POST"], headers: CONTROL, body: ACTIONS },
];

const PROMETHEUS = ["query", "query_range", "series"].map((name) => ({
  address: `/api/prometheus/api/v1/${name}`,
  methods: ["GET", "POST"],
  query: constantFrom("query=up&time=1", "match[]=up"),
  body: constantFrom("query=up"),
}));

export const PREVIEW: readonly Endpoint[] = [
  { address: "/healthz", methods: ["GET"] },
  { address: "/", methods: ["GET"] },
  { address: "/d/:id", methods: ["GET"] },
  { address: "/assets/:id", methods: ["GET"] },
  { address: "/api/settings", methods: ["GET"] },
  { address: "/api/events", methods: ["GET"], endless: true },
  { address: "/api/dashboards", methods: ["GET"] },
  { address: "/api/dashboards/:id", methods: ["GET"] },
  {
    address: "/api/reason",
    methods: ["GET"],
    query: string({ unit: "grapheme" }).map((query) => `query=${encodeURIComponent(query)}&time=1`),
  },
  ...PROMETHEUS,
  ...["rules", "alerts", "metadata", "label/:id/values"].map((name) => ({
    address: `/api/prometheus/api/v1/${name}`,
    methods: ["GET"],
  })),
];

/** The application and the simulated exchange that it follows, as they really start, on a clock that stands. */
export async function openPlatform() {
  const log = memoryLog();
  const failures = () => log.entries.filter(({ level }) => level === "error" || level === "fatal");
  return openLogging(log, failures);
}

/** The same with a log of the test's own, in which it sees failures for itself. */
export async function openLogging(log: Log, failures: Door["failures"]) {
  const clock = new FakeClock();
  const exchange = await startExchange(
    {
      ...{ host: "127.0.0.1", port: 0, controlPort: 0, markets: ["BTCUSDT", "ETHUSDT"], seed: 1, tradesPerSecond: 10 },
      controlTokenFile: await secretFile(SECRETS.control),
      metricsTokenFile: await secretFile(SECRETS.metrics),
    },
    clock,
    log,
  );
  onTestFinished(() => exchange.stop());
  const configuration = readConfiguration({
    QUANTFLOW_HOST: "127.0.0.1",
    QUANTFLOW_TRUSTED_PROXIES: "1",
    QUANTFLOW_METRICS_TOKEN_FILE: await secretFile(SECRETS.metrics),
    QUANTFLOW_WEBHOOK_TOKEN_FILE: await secretFile(SECRETS.webhook),
    QUANTFLOW_ADMIN_PASSWORD_FILE: await secretFile(SECRETS.admin),
    QUANTFLOW_FEED_URL: `ws://127.0.0.1:${exchange.port}/stream`,
    QUANTFLOW_FEED_REST_URL: `http://127.0.0.1:${exchange.port}`,
    QUANTFLOW_SYMBOLS: "BTCUSDT,ETHUSDT",
    QUANTFLOW_DATA_DIRECTORY: join(await temporaryFolder(), "data"),
  });
  const system = { clock, random: () => 0.5, log };
  const application = await startApplication({ ...configuration, httpPort: 0, adminPort: 0 }, system);
  onTestFinished(() => application.stop());
  const door = (port: number, endpoints: readonly Endpoint[]): Door => ({ port, endpoints, failures });
  return {
    clock,
    "the application's public port": door(application.httpPort, PUBLIC),
    "the application's port for machines": door(application.adminPort, MACHINES),
    "the exchange's public port": door(exchange.port, EXCHANGE),
    "the exchange's control port": door(exchange.controlPort, CONTROLS),
  };
}

/** The preview of dashboards, whose Prometheus answers each question with nothing found. */
export async function openPreview(): Promise<Door> {
  const { url: prometheus } = await fakePrometheus((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"status":"success","data":{"resultType":"vector","result":[]}}');
  });
  const server = previewServer({
    page: servedPage(folderWith({ "index.html": "<html>", "assets/page.js": "1" })),
    shelf: shelf([shown("overview")]),
    settings: () => ({ interval: "15s", prometheus, watch: false }),
    prometheus: { url: prometheus },
    admission: loopbackAdmission,
    reason: reasonAt({ url: prometheus }),
  });
  const url = await listening(server);
  return { port: Number(new URL(url).port), endpoints: PREVIEW, failures: unhandledErrors() };
}

/** It has no log: whatever it fails at is thrown, and nobody catches that. */
function unhandledErrors(): Door["failures"] {
  const errors: Error[] = [];
  const note = (error: Error) => void errors.push(error);
  for (const event of ["uncaughtExceptionMonitor", "unhandledRejection"] as const) {
    process.on(event, note);
    onTestFinished(() => void process.off(event, note));
  }
  return () => errors;
}

export const DOORS = [
  "the application's public port",
  "the application's port for machines",
  "the exchange's public port",
  "the exchange's control port",
  "the watchman",
  "the preview",
] as const;

export async function openDoor(name: (typeof DOORS)[number]): Promise<Door> {
  if (name === "the watchman") return openWatchman(SECRETS);
  return name === "the preview" ? openPreview() : (await openPlatform())[name];
}
