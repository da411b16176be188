import { gauge } from "../../lib/metrics/definitions.ts";

export const databaseUp = gauge({
  name: "pg_up",
  help: "Whether the last scrape of metrics from PostgreSQL was able to connect to the server (1 for yes, 0 for no).",
  unit: "boolean",
});

/** Needs `--collector.postmaster`. */
export const databaseStart = gauge({
  name: "pg_postmaster_start_time_seconds",
  help: "Time at which postmaster started",
  unit: "timestamp",
});
