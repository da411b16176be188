import { counter, gauge, histogram } from "../../lib/metrics/definitions.ts";
import { milliseconds, seconds } from "../../lib/metrics/units.ts";

/** The public port's addresses; `unmatched` is any other. */
export const ROUTES = [
  "/",
  "/about",
  "/icon.svg",
  "/page.css",
  "/page.js",
  "/portfolio",
  "/alerts",
  "/alerts/webhook",
  "/alerts/dead-letters",
  "/alerts/dead-letters/retry",
  "/backtests",
  "/backtests/:id",
  "/backtests/:id/equity.svg",
  "unmatched",
] as const;
export type Route = (typeof ROUTES)[number];

/** Status codes by their class; `aborted`: the client was gone before its answer was. */
export const CODES = ["2xx", "3xx", "4xx", "5xx", "aborted"] as const;
export type CodeClass = (typeof CODES)[number];

export const httpRequests = counter({
  name: "quantflow_http_requests_total",
  help: "Requests to the public port that ended, by address and class of the status code.",
  unit: "items",
  labels: { route: ROUTES, code: CODES },
});

export const httpDuration = histogram({
  name: "quantflow_http_request_duration_seconds",
  help: "From a request's headers to the end of its answer, on the public port.",
  unit: "seconds",
  labels: { route: ROUTES },
  buckets: [
    milliseconds(1),
    milliseconds(2),
    milliseconds(5),
    milliseconds(10),
    milliseconds(25),
    milliseconds(50),
    milliseconds(100),
    milliseconds(250),
    milliseconds(500),
    seconds(1),
    milliseconds(2500),
  ],
});

export const httpLimited = counter({
  name: "quantflow_http_limited_total",
  help: "Requests answered with 429, by what there were too many of: requests of one client, or its wrong passwords.",
  unit: "items",
  labels: { limit: ["requests", "logins"] },
});

export const websiteClients = gauge({
  name: "quantflow_website_clients",
  help: "Browsers that follow the desk over a WebSocket.",
  unit: "items",
});

export const websiteConnections = counter({
  name: "quantflow_website_connections_total",
  help: "Requests to open a WebSocket, by what became of them: opened, or what they were refused for.",
  unit: "items",
  labels: { outcome: ["opened", "path", "origin", "login", "requests", "clients", "stopping"] },
});

export const websiteFrames = counter({
  name: "quantflow_website_frames_total",
  help: "Messages for browsers; one that is skipped waits until its browser has read what it was sent before.",
  unit: "items",
  labels: { outcome: ["sent", "skipped"] },
});

export const websiteTerminated = counter({
  name: "quantflow_website_terminated_total",
  help: "Browsers cut off: too many bytes unread, behind for too long, no answer to a ping, or talking too much.",
  unit: "items",
  labels: { reason: ["bytes", "behind", "silent", "talking"] },
});
