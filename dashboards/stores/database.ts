import { query, timeseries } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import { above, max, rate, rateInterval, ratio, sum, total, value, where } from "../../lib/promql/index.ts";
import {
  databaseBlocksHit,
  databaseBlocksRead,
  databaseCommits,
  databaseDeadlocks,
  databaseLocks,
  databaseLogSize,
  databaseRollbacks,
  databaseSessions,
  databaseSize,
  databaseTransactionAge,
} from "../../metrics/external/index.ts";
import { chosen, chosenDatabase } from "./variables.ts";

export const sessions = timeseries("database-sessions", {
  title: "Connections",
  description:
    "By what they are doing. Idle ones are a pool at rest. Many active: queries are slow or many. Idle in transaction for long: a client holds locks and does nothing.",
  width: 8,
  height: 9,
  stacked: true,
  queries: [
    query(above(sum(value(where(databaseSessions, chosenDatabase)), { by: ["state"] }), items(0)), (l) => l.state),
  ],
});

export const transactions = timeseries("database-transactions", {
  title: "Transactions",
  description:
    "Ended each second. Rollbacks beside commits are failed writes; a deadlock is two transactions that waited for each other, one of which was ended.",
  width: 8,
  height: 9,
  queries: [
    query(sum(rate(where(databaseCommits, chosenDatabase), rateInterval), { by: [] }), () => "Committed"),
    query(sum(rate(where(databaseRollbacks, chosenDatabase), rateInterval), { by: [] }), () => "Rolled back"),
    query(sum(rate(where(databaseDeadlocks, chosenDatabase), rateInterval), { by: [] }), () => "Deadlocks"),
  ],
});

const found = sum(rate(where(databaseBlocksHit, chosenDatabase), rateInterval), { by: [] });
const read = sum(rate(where(databaseBlocksRead, chosenDatabase), rateInterval), { by: [] });

export const blocks = timeseries("database-cache-hits", {
  title: "Blocks found in memory",
  description:
    "Of the blocks that queries needed, the share that was in PostgreSQL's own memory. Well below 99 % for long: what is worked on has outgrown shared_buffers, or a query reads a whole table.",
  width: 8,
  height: 9,
  max: 1,
  raw: { "fieldConfig.defaults.custom.axisSoftMin": 0.9 },
  queries: [query(ratio(found, total(found, read)), () => "found")],
});

export const locks = timeseries("database-locks", {
  title: "Locks held",
  description:
    "By kind, those that are held at all. Row locks come and go with writes. An access exclusive lock stops every reader of its table: a change of the schema, or a maintenance job.",
  width: 8,
  height: 9,
  queries: [query(above(sum(value(where(databaseLocks, chosenDatabase)), { by: ["mode"] }), items(0)), (l) => l.mode)],
});

export const transactionAge = timeseries("database-transaction-age", {
  title: "Longest transaction",
  description:
    "How long the oldest transaction has been open. Seconds are normal; hours keep dead rows from being removed, so that tables grow: find its session in pg_stat_activity.",
  width: 8,
  height: 9,
  queries: [query(max(value(where(databaseTransactionAge, chosenDatabase)), { by: [] }), () => "oldest")],
});

export const size = timeseries("database-size", {
  title: "Size on disk",
  description:
    "The databases, and the write-ahead log that all share. Steady growth of ticks is planned for by their retention; a log that grows alone is a backup or a replica that does not keep up.",
  width: 8,
  height: 9,
  queries: [
    query(sum(value(where(databaseSize, chosenDatabase)), { by: [] }), () => "databases"),
    query(max(value(where(databaseLogSize, chosen)), { by: [] }), () => "write-ahead log"),
  ],
});
