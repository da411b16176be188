import type { Server } from "node:http";
import * as catalogue from "../metrics/quantflow/index.ts";
import { MOST_CANDLES } from "./backtest/request.ts";
import { backtestRouter } from "./backtest/router.ts";
import { scheduleSelfBacktest } from "./backtest/self-backtest.ts";
import { within } from "./clock.ts";
import type { Configuration } from "./configuration.ts";
import { alertViews } from "./desk/alerts.ts";
import { backtestViews } from "./desk/backtests.ts";
import { CURVE, Curve, sampleCurve } from "./desk/curve.ts";
import { Desk } from "./desk/desk.ts";
import { pnlOf, portfolioView } from "./desk/portfolio.ts";
import { QUOTE } from "./engine/instrument.ts";
import { adminServer } from "./http/admin.ts";
import { certificateIn } from "./http/certificate.ts";
import { close, listen } from "./http/listen.ts";
import { readiness } from "./http/readiness.ts";
import { createWebsite, type Website } from "./http/website.ts";
import { createLiveFeed, type LiveFeed } from "./live-feed.ts";
import { createParts, type Parts, type System } from "./parts.ts";
import type { Crash } from "./process.ts";
import { cgroupRecorder, readSystemFile } from "./runtime/cgroup-metrics.ts";
import { activeMilliseconds, eventLoopActivityRecorder } from "./runtime/event-loop-activity.ts";
import { sampleEventLoopLag } from "./runtime/event-loop-lag.ts";
import { observeGarbageCollections } from "./runtime/garbage-collection.ts";
import { createExposition } from "./runtime/metrics.ts";
import { strategies } from "./strategies/index.ts";
import { VERSION } from "./version.ts";

export interface RunningApplication {
  readonly httpPort: number;
  readonly adminPort: number;
  crashed(crash: Crash): void;
  stop(): Promise<void>;
}

const SHOWN_ALERTS = 100;

function createDesk(parts: Parts, curve: Curve): Desk {
  const { clock, quotes, connection, trading, alerts, backtests } = parts;
  return new Desk({
    clock,
    quotes,
    curve,
    sources: {
      connection: () => connection.view(),
      portfolio: () => portfolioView(trading.ledger, QUOTE),
      alerts: () => alertViews(alerts.history.newest(SHOWN_ALERTS)),
      backtests: () => backtestViews(backtests.service.list()),
    },
  });
}

export function createPublicSide(parts: Parts, curve: Curve, pem?: string): Website {
  const { configuration, secrets, trading, stores, alerts, backtests } = parts;
  const origins = {
    histories: trading.histories,
    ...(configuration.database && { stored: stores.candles }),
  };
  return createWebsite({
    ...parts,
    page: {
      version: VERSION,
      markets: configuration.instruments.map(({ market }) => market),
      strategies: Object.keys(strategies),
      mostCandles: MOST_CANDLES,
    },
    desk: createDesk(parts, curve),
    alerts: () => alerts.history.newest(SHOWN_ALERTS),
    open: [alerts.receiver],
    guarded: [alerts.deadLetters, backtestRouter({ service: backtests.service, ...origins })],
    adminPasswords: () => secrets.admin.values(),
    trustedProxies: configuration.trustedProxies,
    pem,
  });
}

function createAdminSide(parts: Parts, feed: LiveFeed, draining: () => boolean, pem: string | undefined): Server {
  const { recorder, clock, log, secrets, trading, stores, alerts, feedHealth } = parts;
  const recordCgroup = cgroupRecorder(recorder, readSystemFile);
  const recordActivity = eventLoopActivityRecorder(recorder, activeMilliseconds);
  const read = [trading, stores, alerts, feed];
  const exposition = createExposition(recorder, {
    elapsed: () => clock.elapsed(),
    rendered: (seconds) => recorder.observe(catalogue.metricsRender, {}, seconds),
    refresh() {
      for (const part of read) part.refresh();
      recordCgroup();
      recordActivity();
    },
  });
  return adminServer({
    exposition,
    metricsTokens: () => secrets.metrics.values(),
    readiness: () => readiness({ feed: feedHealth.verdict(), draining: draining(), stores: stores.health() }),
    failed: (error) => log.error({ err: error }, "request failed"),
    pem,
  });
}

/** Candles that strategies are told at the start. */
const RESUMED_MS = 3_600_000;
/** The feed waits so long for what an earlier run left: prices matter more than averages that are not new. */
const RESUME_WITHIN_MS = 2_000;

/**
 * Makes the ledger what its stored fills made of it, and tells the strategies the last hour. Until the ledger is restored
 * no order is made, and TradingHalted says so.
 */
async function resume({ configuration, stores, trading, clock, log }: Parts): Promise<void> {
  const fills = await stores.fills();
  trading.restore(fills);
  if (configuration.database === undefined) return;
  log.info({ fills: fills.length }, "the ledger goes on where the last run ended");
  const now = clock.now();
  const told = configuration.instruments.map(async ({ market }) =>
    trading.replay(market, await stores.candles(market, now - RESUMED_MS, now, new AbortController().signal)),
  );
  await Promise.all(told).catch((error: unknown) =>
    log.warn({ err: error }, "strategies begin without stored candles"),
  );
}

function startPeriodic(parts: Parts, curve: Curve): () => void {
  const { configuration, clock, recorder, trading, backtests, dataDirectory } = parts;
  const cancels = [
    ...(dataDirectory ? [dataDirectory.start()] : []),
    sampleEventLoopLag(recorder, clock),
    observeGarbageCollections(recorder),
    sampleCurve(curve, clock, () => pnlOf(trading.ledger)),
    scheduleSelfBacktest({
      ...parts,
      service: backtests.service,
      histories: trading.histories,
      strategy: configuration.strategy,
      intervalSeconds: configuration.backtest.intervalSeconds,
    }),
  ];
  return () => {
    for (const cancel of cancels) cancel();
  };
}

/** Starts the application. Rejects as `createParts`, or with APP_PORT_IN_USE, having started nothing. */
export async function startApplication(configuration: Configuration, system: System): Promise<RunningApplication> {
  let draining = false;
  const pem = certificateIn(configuration.certificateFile);
  const parts = await createParts(configuration, system);
  const { stores, alerts, backtests, crashes, log } = parts;
  const curve = new Curve(CURVE.capacity);
  const website = createPublicSide(parts, curve, pem);
  const feed = createLiveFeed(parts);
  const admin = createAdminSide(parts, feed, () => draining, pem);
  const { host, httpPort, adminPort } = configuration;
  const listening = async () => ({
    adminPort: await listen(admin, "the admin server", { port: adminPort, host }),
    httpPort: await listen(website.server, "the application", { port: httpPort, host }),
  });
  const ports = await listening().catch(async (error: unknown) => {
    await Promise.all([close(admin), website.stop(), feed.stop(), alerts.stop(), stores.stop()]);
    throw error;
  });
  const resumed = resume(parts).catch((error: unknown) =>
    log.warn({ err: error }, "the ledger is not restored: no order is made"),
  );
  await within(system.clock, RESUME_WITHIN_MS, resumed);
  const cancelPeriodic = startPeriodic(parts, curve);
  alerts.start();
  feed.start();
  log.info({ ...ports, version: VERSION, commit: configuration.commit }, "application is up");
  const stop = async () => {
    draining = true;
    cancelPeriodic();
    await feed.stop();
    // Beside one another: what is queued for the database must not wait for a client that is slow.
    await Promise.all([website.stop().then(() => alerts.stop()), backtests.stop(), stores.stop()]);
    await close(admin);
  };
  return { ...ports, crashed: (crash) => crashes?.add(crash), stop };
}
