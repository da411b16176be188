import { mebibytes, seconds } from "../../lib/metrics/units.ts";
import { AUTHORITY_FILE } from "../../lib/services/certificate.ts";
import type { Health } from "../../lib/services/health.ts";
import type { Limits } from "../../lib/services/service.ts";

/** House defaults that every service shares. */

export const limits = (memoryMebibytes: number, cpus: number): Limits => ({
  memory: mebibytes(memoryMebibytes),
  cpus,
});

export const healthy = (...command: readonly string[]): Health => ({
  command,
  interval: seconds(5),
  timeout: seconds(4),
  retries: 3,
  startPeriod: seconds(60),
});

/**
 * Healthy when it answers and asks who we are: proves the listener and its authentication in one request, and needs no
 * password in a process list.
 */
export const asksForPassword = (url: string): Health =>
  healthy("/bin/sh", "-c", `wget -q -S -O /dev/null ${url} 2>&1 | grep -q " 401 "`);

/**
 * The same of a Go program that speaks TLS alone: it answers what comes in clear with 400. Its handshake is proved by who
 * asks it; the clients in its image know no TLS that could be relied on.
 */
export const refusesClear = (port: number): Health =>
  healthy("/bin/sh", "-c", `wget -q -S -O /dev/null http://127.0.0.1:${port}/ 2>&1 | grep -q " 400 "`);

/** Healthy when it answers with a success; for images that have Node.js and no other client. */
export const answers = (url: string): Health =>
  healthy("node", "-e", `fetch("${url}").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`);

/** Of a Node.js program: who vouches for whom it asks, itself included. Read when it starts. */
export const TRUSTS_AUTHORITY = { NODE_EXTRA_CA_CERTS: AUTHORITY_FILE } as const;

export const NOBODY = "65534:65534";
/** The user of the official Node.js images. */
export const NODE_USER = "1000:1000";

export const SCRAPE_USER = "scrape";
export const ADMIN_USER = "admin";
export const GRAFANA_USER = "grafana";

/** Labels a scrape may bring, and targets a job may have, unless it says otherwise. */
export const scrapeLimits = (samples: number) => ({
  samples,
  labels: 40,
  bodyBytes: 16 * 2 ** 20,
  targets: 10,
});
