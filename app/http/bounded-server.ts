import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";

/** How long a client may take, in milliseconds, and how many connections there may be. */
export interface ServerLimits {
  /** From the connection, or from the end of the answer before, to the end of a request's headers. */
  readonly headersMs: number;
  /** To the end of its body. */
  readonly requestMs: number;
  /** Without a request, after an answer. */
  readonly keepAliveMs: number;
  /** How often those two are looked at: a client is cut off so much later at most. */
  readonly checkedEveryMs: number;
  /** One more is closed as soon as it opens: memory is bounded, whoever comes. */
  readonly connections: number;
}

export const SERVER_LIMITS: ServerLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  // Longer than the 60 s of most proxies and than a scrape interval, so that it is never us who hang up meanwhile.
  keepAliveMs: 65_000,
  checkedEveryMs: 1_000,
  connections: 2_048,
};

/**
 * An HTTP server that a client can neither hold for long nor fill: whoever is too slow is answered 408 and cut off. With
 * a certificate and its key (`pem`) it speaks TLS and nothing else.
 */
export function boundedServer(listener: RequestListener, limits: ServerLimits = SERVER_LIMITS, pem?: string): Server {
  const options = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkedEveryMs,
  };
  const server =
    pem === undefined
      ? createServer(options, listener)
      : createTlsServer({ ...options, key: pem, cert: pem, minVersion: "TLSv1.2" }, listener);
  server.maxConnections = limits.connections;
  return server;
}
