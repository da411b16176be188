import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import { backtestRouter } from "./backtest/router.ts";
import { scheduleSelfBacktest } from "./backtest/self-backtest.ts";
import { type Backtest, BacktestService, type Outcome } from "./backtest/service.ts";
import { runOnThread } from "./backtest/worker-thread.ts";
import type { Clock, Random } from "./clock.ts";
import type { Configuration } from "./configuration.ts";
import { openSecrets } from "./environment.ts";
import { FeedHealth } from "./feed/feed-health.ts";
import { FeedMetrics } from "./feed/feed-metrics.ts";
import { adminServer } from "./http/admin.ts";
import { close, listen } from "./http/listen.ts";
import { publicApp } from "./http/public.ts";
import { readiness } from "./http/readiness.ts";
import { createFeed, followClock } from "./live-feed.ts";
import type { Log } from "./log.ts";
import { cgroupRecorder, readSystemFile } from "./runtime/cgroup-metrics.ts";
import { sampleEventLoopLag } from "./runtime/event-loop-lag.ts";
import { createExposition } from "./runtime/metrics.ts";
import { recordBacktest } from "./runtime/trading-metrics.ts";
import { openStores, type Stores } from "./store/stores.ts";
import { createTrading, type Trading } from "./trading.ts";
import { VERSION } from "./version.ts";
import { AlertHistory } from "./webhook/history.ts";
import { FileJournal, memoryJournal } from "./webhook/journal.ts";
import { webhookRouter } from "./webhook/router.ts";

/** What the outside gives: time, chance and a place for logs. */
export interface System {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface RunningApplication {
  readonly httpPort: number;
  readonly adminPort: number;
  stop(): Promise<void>;
}

const QUEUED_BACKTESTS = 16;
const KEPT_BACKTESTS = 100;
const drops = { labelSets: catalogue.droppedLabelSets, values: catalogue.droppedValues };

function createRecorder({ instruments, commit }: Configuration): MetricsRecorder {
  const recorder = new MetricsRecorder(metricsOf(catalogue), drops);
  recorder.declare(
    catalogue.symbols,
    instruments.map(({ base }) => base),
  );
  recorder.set(catalogue.buildInfo, { version: VERSION, commit, node: process.version }, 1);
  return recorder;
}

function openAllSecrets(configuration: Configuration, log: Log) {
  const { metricsTokenFile, webhookTokenFile, adminPasswordFile, database, redis } = configuration;
  const paths = {
    metrics: metricsTokenFile,
    webhook: webhookTokenFile,
    admin: adminPasswordFile,
    database: database?.passwordFile,
    redis: redis?.passwordFile,
  };
  return openSecrets(paths, (error) => log.error({ err: error }, "secret file cannot be read; its last values stand"));
}

type Secrets = ReturnType<typeof openAllSecrets>;

interface Parts extends System {
  readonly configuration: Configuration;
  readonly secrets: Secrets;
  readonly recorder: MetricsRecorder;
  readonly trading: Trading;
  readonly stores: Stores;
  readonly feedHealth: FeedHealth;
  readonly feedMetrics: FeedMetrics;
  readonly alerts: AlertHistory;
  readonly backtests: BacktestService;
}

function createStores(
  { database, redis, dataDirectory }: Configuration,
  secrets: Secrets,
  system: System,
  recorder: MetricsRecorder,
): Stores {
  return openStores({
    database: database && { ...database, password: () => secrets.database?.value() ?? "" },
    redis: redis && { ...redis, password: () => secrets.redis?.value() ?? "" },
    spillPath: dataDirectory && join(dataDirectory, "fills.ndjson"),
    clock: system.clock,
    log: system.log,
    recorder,
  });
}

function createBacktests(
  { backtest }: Configuration,
  { clock, log }: System,
  recorder: MetricsRecorder,
): BacktestService {
  return new BacktestService({
    run: runOnThread,
    clock,
    timeoutSeconds: backtest.timeoutSeconds,
    queueLimit: QUEUED_BACKTESTS,
    kept: KEPT_BACKTESTS,
    ended(ended: Backtest, outcome: Outcome, seconds: number, error?: unknown) {
      recordBacktest(recorder, ended, outcome, seconds);
      if (error !== undefined) log.warn({ err: error, id: ended.id, outcome }, "backtest did not complete");
    },
  });
}

async function createParts(configuration: Configuration, system: System): Promise<Parts> {
  const { clock, log } = system;
  const secrets = openAllSecrets(configuration, log);
  const recorder = createRecorder(configuration);
  const { dataDirectory, feed } = configuration;
  const journal = dataDirectory === undefined ? memoryJournal : new FileJournal(join(dataDirectory, "alerts.ndjson"));
  return {
    ...system,
    configuration,
    secrets,
    recorder,
    trading: createTrading(configuration, recorder),
    alerts: await AlertHistory.open(journal),
    feedHealth: new FeedHealth(clock, feed.silenceMs / 1000),
    feedMetrics: new FeedMetrics(recorder, clock.now() / 1000),
    backtests: createBacktests(configuration, system, recorder),
    stores: createStores(configuration, secrets, system, recorder),
  };
}

function createPublicServer(parts: Parts): Server {
  const { configuration, secrets, recorder, clock, log, trading, alerts, backtests } = parts;
  const tokens = () => secrets.webhook.values();
  const options = {
    version: VERSION,
    instruments: configuration.instruments,
    portfolio: trading.portfolio,
    alerts,
    open: [webhookRouter({ tokens, history: alerts, recorder, clock, log })],
    guarded: [backtestRouter({ service: backtests, histories: trading.histories })],
    adminPasswords: () => secrets.admin.values(),
    log,
  };
  return createServer(publicApp(options));
}

function createAdminServer(
  { recorder, clock, log, secrets, trading, stores, feedHealth }: Parts,
  draining: () => boolean,
): Server {
  const recordCgroup = cgroupRecorder(recorder, readSystemFile);
  const exposition = createExposition(recorder, {
    elapsed: () => clock.elapsed(),
    rendered: (seconds) => recorder.observe(catalogue.metricsRender, {}, seconds),
    refresh() {
      trading.refresh();
      stores.refresh();
      recordCgroup();
    },
  });
  return adminServer({
    exposition,
    metricsTokens: () => secrets.metrics.values(),
    readiness: () => readiness({ feed: feedHealth.verdict(), draining: draining(), stores: stores.health() }),
    failed: (error) => log.error({ err: error }, "request failed"),
  });
}

/** Starts the application. Rejects with APP_CONFIGURATION, APP_PORT_IN_USE or WEBHOOK_JOURNAL, having started nothing. */
export async function startApplication(configuration: Configuration, system: System): Promise<RunningApplication> {
  let draining = false;
  const parts = await createParts(configuration, system);
  const publicServer = createPublicServer(parts);
  const admin = createAdminServer(parts, () => draining);
  const feed = createFeed(parts);
  const { host, httpPort, adminPort, backtest, strategy } = configuration;
  const listening = async () => ({
    adminPort: await listen(admin, "the admin server", { port: adminPort, host }),
    httpPort: await listen(publicServer, "the application", { port: httpPort, host }),
  });
  const ports = await listening().catch(async (error: unknown) => {
    await Promise.all([close(admin), close(publicServer), parts.stores.stop()]);
    throw error;
  });
  const cancels = [
    followClock(parts),
    sampleEventLoopLag(parts.recorder, system.clock),
    scheduleSelfBacktest({
      service: parts.backtests,
      histories: parts.trading.histories,
      parameters: strategy,
      intervalSeconds: backtest.intervalSeconds,
      clock: system.clock,
      log: system.log,
    }),
  ];
  feed.start();
  system.log.info({ ...ports, version: VERSION, commit: configuration.commit }, "application is up");
  const stop = async () => {
    draining = true;
    feed.stop();
    for (const cancel of cancels) cancel();
    // Beside one another: what is queued for the database must not wait for a client that is slow.
    await Promise.all([close(publicServer), parts.backtests.stop(), parts.stores.stop()]);
    await close(admin);
  };
  return { ...ports, stop };
}
