import { counter, gauge } from "../../lib/metrics/definitions.ts";

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

const datname = { upTo: 10, usually: 4 } as const;
const database = { datid: datname, datname } as const;
const sessions = {
  application_name: { upTo: 10, usually: 2 },
  backend_type: { upTo: 15, usually: 2 },
  datname,
  server: { upTo: 1 },
  state: { upTo: 7, usually: 6 },
  usename: { upTo: 10, usually: 2 },
  wait_event: { upTo: 100, usually: 2 },
  wait_event_type: { upTo: 10, usually: 2 },
} as const;

export const databaseSessions = gauge({
  name: "pg_stat_activity_count",
  help: "number of connections in this state",
  unit: "items",
  labels: sessions,
});

export const databaseTransactionAge = gauge({
  name: "pg_stat_activity_max_tx_duration",
  help: "max duration in seconds any active transaction has been running",
  unit: "seconds",
  labels: sessions,
});

export const databaseMaxConnections = gauge({
  name: "pg_settings_max_connections",
  help: "Server Parameter: max_connections",
  unit: "items",
  labels: { server: { upTo: 1 } },
});

export const databaseCommits = counter({
  name: "pg_stat_database_xact_commit",
  help: "Number of transactions in this database that have been committed",
  unit: "items",
  labels: database,
});

export const databaseRollbacks = counter({
  name: "pg_stat_database_xact_rollback",
  help: "Number of transactions in this database that have been rolled back",
  unit: "items",
  labels: database,
});

export const databaseDeadlocks = counter({
  name: "pg_stat_database_deadlocks",
  help: "Number of deadlocks detected in this database",
  unit: "items",
  labels: database,
});

export const databaseBlocksHit = counter({
  name: "pg_stat_database_blks_hit",
  help: "Number of times disk blocks were found already in the buffer cache, so that a read was not necessary (this only includes hits in the PostgreSQL buffer cache, not the operating system's file system cache)",
  unit: "items",
  labels: database,
});

export const databaseBlocksRead = counter({
  name: "pg_stat_database_blks_read",
  help: "Number of disk blocks read in this database",
  unit: "items",
  labels: database,
});

export const databaseLocks = gauge({
  name: "pg_locks_count",
  help: "Number of locks",
  unit: "items",
  labels: { datname, mode: { upTo: 9 } },
});

export const databaseSize = gauge({
  name: "pg_database_size_bytes",
  help: "Disk space used by the database",
  unit: "bytes",
  labels: { datname },
});

/** The write-ahead log: every change before it is in a table. */
export const databaseLogSize = gauge({
  name: "pg_wal_size_bytes",
  help: "Total size of WAL segments",
  unit: "bytes",
});
