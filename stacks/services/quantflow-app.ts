import { address, url } from "../../lib/services/address.ts";
import { CERTIFICATE_FILE } from "../../lib/services/certificate.ts";
import type { Bearer } from "../../lib/services/credentials.ts";
import { accepted, plain } from "../../lib/services/secret.ts";
import { type Service, service } from "../../lib/services/service.ts";
import { target } from "../../lib/services/target.ts";
import { frozenCopy, volume } from "../../lib/services/volume.ts";
import { LIMIT as SLOW_BACKTEST } from "../../rules/backtest.ts";
import type { Market, PublicMarket } from "../environment.ts";
import { secrets } from "../secrets.ts";
import { answers, limits, NODE_USER, scrapeLimits, TRUSTS_AUTHORITY } from "./defaults.ts";
import { exchange } from "./exchange.ts";
import { adminLogin, metricsToken } from "./logins.ts";
import { redis, applicationRole as redisRole } from "./redis.ts";
import { DATABASE, applicationRole as databaseRole, timescaledb } from "./timescaledb.ts";

export const appData = volume(
  "quantflow-data",
  "the history of alerts that the webhook received",
  // Its logs count a line from the moment that it is on the disk.
  frozenCopy(),
);

/** What Alertmanager shows to the webhook. */
const webhookToken: Bearer = { kind: "bearer", token: secrets.webhookToken };
const simulated = address(exchange, "stream", "/stream");

/** Prices come by TLS where they come from a service of ours; those of the world do already. */
const overTls = ({ environment = {} }: Service): Partial<Service> => ({
  environment: {
    ...environment,
    ...(environment["QUANTFLOW_FEED_URL"] === IN_CLEAR.QUANTFLOW_FEED_URL && {
      QUANTFLOW_FEED_URL: url(simulated, "wss"),
      QUANTFLOW_FEED_REST_URL: url({ ...simulated, path: "" }, "https"),
    }),
    ...TRUSTS_AUTHORITY,
    QUANTFLOW_CERTIFICATE_FILE: CERTIFICATE_FILE,
    QUANTFLOW_DATABASE_TLS: "required",
    QUANTFLOW_REDIS_TLS: "required",
  },
  health: answers("https://localhost:9464/healthz"),
});

const IN_CLEAR = {
  QUANTFLOW_FEED_URL: url(simulated, "ws"),
  QUANTFLOW_FEED_REST_URL: url({ ...simulated, path: "" }),
};

export const quantflowApp = service({
  name: "quantflow-app",
  summary: "the trading application",
  image: "quantflow-app",
  ports: { http: 3000, admin: 9464 },
  admits: { http: [webhookToken, adminLogin], admin: [metricsToken] },
  opens: ["http"],
  encrypts: { ports: ["http", "admin"], differs: overTls },
  command: ["node", "/app/main.mjs"],
  environment: {
    NODE_ENV: "production",
    ...IN_CLEAR,
    QUANTFLOW_DATABASE_HOST: timescaledb.name,
    QUANTFLOW_DATABASE_PORT: `${timescaledb.ports.postgres}`,
    QUANTFLOW_DATABASE_NAME: DATABASE,
    QUANTFLOW_DATABASE_USER: databaseRole.user,
    QUANTFLOW_DATABASE_PASSWORD_FILE: "/run/secrets/database-app-password",
    QUANTFLOW_REDIS_HOST: redis.name,
    QUANTFLOW_REDIS_PORT: `${redis.ports.redis}`,
    QUANTFLOW_REDIS_USER: redisRole.user,
    QUANTFLOW_REDIS_PASSWORD_FILE: "/run/secrets/redis-app-password",
    QUANTFLOW_METRICS_TOKEN_FILE: "/run/secrets/metrics-token",
    QUANTFLOW_WEBHOOK_TOKEN_FILE: "/run/secrets/webhook-token",
    QUANTFLOW_ADMIN_PASSWORD_FILE: "/run/secrets/admin-password",
    QUANTFLOW_DATA_DIRECTORY: "/data",
    // HighBacktestDuration counts runs that it could not see were they ended sooner.
    QUANTFLOW_BACKTEST_TIMEOUT_SECONDS: `${2 * SLOW_BACKTEST.value}`,
  },
  secrets: {
    "database-app-password": plain(secrets.databaseApp),
    "redis-app-password": plain(secrets.redisApp),
    "metrics-token": accepted(secrets.metricsToken),
    "webhook-token": accepted(secrets.webhookToken),
    "admin-password": accepted(secrets.admin),
  },
  rereads: ["database-app-password", "redis-app-password", "metrics-token", "webhook-token", "admin-password"],
  volumes: [{ volume: appData, at: "/data" }],
  scratch: ["/tmp"],
  user: NODE_USER,
  health: answers("http://127.0.0.1:9464/healthz"),
  limits: limits(768, 1),
  networks: ["edge", "app", "data", "monitor"],
  connects: [
    { to: simulated },
    { to: address(timescaledb, "postgres"), credentials: databaseRole },
    { to: address(redis, "redis"), credentials: redisRole },
  ],
  needs: [timescaledb, redis, exchange],
});

/** The application, told where prices come from, and what it was built from: `quantflow_build_info` shows it. */
export const configuredApp = ({ market, built }: { readonly market: Market; readonly built: string }): Service => {
  const app = market === "simulated" ? quantflowApp : tradingOn(market);
  return { ...app, environment: { ...app.environment, QUANTFLOW_COMMIT: built } };
};

/** What lies outside is neither started before it nor a port of ours. */
const tradingOn = ({ stream, rest }: PublicMarket): Service => ({
  ...quantflowApp,
  environment: { ...quantflowApp.environment, QUANTFLOW_FEED_URL: stream, QUANTFLOW_FEED_REST_URL: rest },
  connects: quantflowApp.connects?.filter(({ to }) => to.service !== exchange),
  needs: quantflowApp.needs?.filter((needed) => needed !== exchange),
});

export const quantflowTarget = target({
  job: "quantflow",
  at: address(quantflowApp, "admin", "/metrics"),
  credentials: metricsToken,
  limits: scrapeLimits(3000),
});

/** Where Alertmanager sends its copy. */
export const alertWebhook = address(quantflowApp, "http", "/alerts/webhook");
