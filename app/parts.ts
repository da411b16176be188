import { join } from "node:path";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import { type Backtests, createBacktests } from "./backtest/backtests.ts";
import type { Clock, Random } from "./clock.ts";
import type { Configuration } from "./configuration.ts";
import { Crashes } from "./crashes.ts";
import { Connection } from "./desk/connection.ts";
import { Quotes } from "./desk/quotes.ts";
import { openSecrets } from "./environment.ts";
import { FeedHealth } from "./feed/feed-health.ts";
import { FeedMetrics } from "./feed/feed-metrics.ts";
import { FeedLatency } from "./feed/latency.ts";
import type { Log } from "./log.ts";
import { CRASHES } from "./process.ts";
import { DataDirectory } from "./runtime/data-directory.ts";
import { openStores, type Stores } from "./store/stores.ts";
import { createTrading, type Trading } from "./trading.ts";
import { VERSION } from "./version.ts";
import { type Alerts, openAlerts } from "./webhook/alerts.ts";

/** What the outside gives: time, chance and a place for logs. */
export interface System {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** The application's parts, made and not yet started. */
export interface Parts extends System {
  readonly configuration: Configuration;
  readonly secrets: Secrets;
  readonly recorder: MetricsRecorder;
  readonly trading: Trading;
  readonly stores: Stores;
  readonly feedHealth: FeedHealth;
  readonly feedMetrics: FeedMetrics;
  readonly latency: FeedLatency;
  readonly connection: Connection;
  readonly quotes: Quotes;
  readonly alerts: Alerts;
  readonly backtests: Backtests;
  /** Undefined: there is no data directory to keep their count in. */
  readonly crashes: Crashes | undefined;
  /** Undefined where there is none. */
  readonly dataDirectory: DataDirectory | undefined;
}

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
  const { metricsTokenFile, webhookTokenFile, adminPasswordFile, alertForward, database, redis } = configuration;
  const paths = {
    metrics: metricsTokenFile,
    webhook: webhookTokenFile,
    admin: adminPasswordFile,
    forward: alertForward?.tokenFile,
    database: database?.passwordFile,
    redis: redis?.passwordFile,
  };
  return openSecrets(paths, {
    unreadable: (error) => log.error({ err: error }, "secret file cannot be read; its last values stand"),
    production: configuration.production,
  });
}

type Secrets = ReturnType<typeof openAllSecrets>;

/** What the makers of single parts need of those made before. */
interface Ground extends System {
  readonly configuration: Configuration;
  readonly secrets: Secrets;
  readonly recorder: MetricsRecorder;
}

function createStores({ configuration, secrets, ...ground }: Ground): Stores {
  const { database, redis, dataDirectory } = configuration;
  return openStores({
    ...ground,
    database: database && { ...database, password: () => secrets.database?.value() ?? "" },
    redis: redis && { ...redis, password: () => secrets.redis?.value() ?? "" },
    spillPath: dataDirectory && join(dataDirectory, "fills.ndjson"),
  });
}

function createAlerts({ configuration, secrets, ...ground }: Ground, stores: Stores): Promise<Alerts> {
  const { dataDirectory, database, alertForward } = configuration;
  return openAlerts({
    ...ground,
    dataDirectory,
    tokens: () => secrets.webhook.values(),
    save: database && ((records) => stores.saveAlerts(records)),
    forward: alertForward && { url: alertForward.url, token: () => secrets.forward?.value() },
  });
}

function openCrashes({ configuration: { dataDirectory }, recorder, log }: Ground): Crashes | undefined {
  if (dataDirectory === undefined) return undefined;
  const crashes = new Crashes(join(dataDirectory, "crashes.json"), (error) =>
    log.warn({ err: error }, "crashes are counted anew: their file cannot be read"),
  );
  for (const kind of CRASHES) recorder.increment(catalogue.processErrors, { kind }, crashes.counts[kind]);
  return crashes;
}

/** Rejects with APP_CONFIGURATION, WEBHOOK_JOURNAL or STORE_SPILL, having started nothing. */
export async function createParts(configuration: Configuration, system: System): Promise<Parts> {
  const { clock, log } = system;
  const { dataDirectory: directory } = configuration;
  const secrets = openAllSecrets(configuration, log);
  const recorder = createRecorder(configuration);
  const ground: Ground = { ...system, configuration, secrets, recorder };
  const stores = createStores(ground);
  const feedHealth = new FeedHealth(clock, configuration.feed.silenceMs / 1000);
  return {
    ...ground,
    stores,
    feedHealth,
    trading: createTrading(configuration, recorder),
    alerts: await createAlerts(ground, stores),
    feedMetrics: new FeedMetrics(recorder, clock.now() / 1000),
    latency: new FeedLatency(recorder, clock),
    connection: new Connection(clock, () => feedHealth.verdict()),
    quotes: new Quotes(configuration.instruments.map(({ market }) => market)),
    backtests: createBacktests({ ...ground, ...configuration.backtest }),
    crashes: openCrashes(ground),
    dataDirectory: directory === undefined ? undefined : new DataDirectory({ ...ground, directory }),
  };
}
