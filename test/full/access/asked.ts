import type { Credentials, HttpCredentials } from "../../../lib/services/credentials.ts";
import type { Secret } from "../../../lib/services/secret.ts";
import { secrets } from "../../../stacks/secrets.ts";
import { adminLogin, grafanaLogin, metricsToken, scrapeLogin } from "../../../stacks/services/logins.ts";

/** A request that a listener answers for these alone. */
export interface Ask {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
  readonly admits: readonly HttpCredentials[];
}

/** How a listener is asked who may in. */
export type Asked =
  | {
      readonly protocol: "http";
      /** Each tried with every login of the platform. */
      readonly asks: readonly Ask[];
      /** More paths that answer to nobody who shows nothing. */
      readonly closed?: readonly string[];
      /** Paths that answer to everybody: they say whether it runs, or how one logs in. */
      readonly open: readonly string[];
    }
  | { readonly protocol: "node-red" | "postgres" | "redis" }
  | { readonly protocol: "none"; readonly why: string };

const get = (path: string, ...admits: readonly HttpCredentials[]): Ask => ({ method: "GET", path, admits });
const guarded = (ask: Ask, ...closed: readonly string[]): Asked => ({
  protocol: "http",
  asks: [ask],
  closed,
  open: [],
});
const bearer = (token: Secret): HttpCredentials => ({ kind: "bearer", token });
const people = [adminLogin, scrapeLogin, grafanaLogin] as const;
const exporter = guarded(get("/metrics", scrapeLogin), "/");

/** By service and port; a listener that is not here fails the test of access. */
export const ASKED: Readonly<Record<string, Asked>> = {
  "quantflow-app http": {
    protocol: "http",
    asks: [
      get("/portfolio", adminLogin),
      { method: "POST", path: "/alerts/webhook", body: "{}", admits: [bearer(secrets.webhookToken)] },
    ],
    closed: ["/alerts", "/backtests"],
    open: ["/about"],
  },
  "quantflow-app admin": {
    protocol: "http",
    asks: [get("/metrics", metricsToken)],
    open: ["/healthz", "/readyz"],
  },
  "watchman http": {
    protocol: "http",
    asks: [
      get("/metrics", metricsToken),
      { method: "POST", path: "/heartbeat", body: "{}", admits: [bearer(secrets.watchmanToken)] },
    ],
    open: ["/healthz"],
  },
  // Public prices, as an exchange has them.
  "exchange stream": { protocol: "http", asks: [], open: ["/api/v3/ping"] },
  "exchange control": {
    protocol: "http",
    asks: [
      get("/metrics", metricsToken),
      { method: "POST", path: "/control", body: "{}", admits: [bearer(secrets.exchangeControl)] },
    ],
    open: ["/healthz"],
  },
  "timescaledb postgres": { protocol: "postgres" },
  "redis redis": { protocol: "redis" },
  "node-red web": { protocol: "node-red" },
  "prometheus web": guarded(get("/metrics", ...people), "/", "/-/healthy", "/api/v1/status/flags"),
  "alertmanager web": guarded(get("/metrics", ...people), "/", "/-/healthy", "/api/v2/status"),
  "preview web": { protocol: "http", asks: [get("/", adminLogin)], open: ["/healthz"] },
  "mail smtp": { protocol: "none", why: "it takes any mail and delivers none" },
  "mail web": { protocol: "http", asks: [get("/api/email", adminLogin)], closed: ["/"], open: ["/api/healthz"] },
  "postgres-exporter metrics": exporter,
  "redis-exporter metrics": exporter,
  "node-exporter metrics": exporter,
  "blackbox-exporter metrics": guarded(get("/metrics", scrapeLogin), "/", "/probe"),
  "cadvisor metrics": { protocol: "http", asks: [get("/metrics", scrapeLogin)], open: ["/healthz"] },
  "grafana web": {
    protocol: "http",
    asks: [get("/metrics", scrapeLogin), get("/api/org", adminLogin)],
    open: ["/api/health"],
  },
};

/** Whom a listener lets in over HTTP, one way or another. */
export const admittedBy = (asked: Asked): readonly Credentials[] =>
  asked.protocol === "http" ? asked.asks.flatMap(({ admits }) => admits) : [];
