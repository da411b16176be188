import { dashboard } from "../../lib/dashboards/index.ts";
import { annotations } from "../annotations.ts";
import { pages, TAGS } from "../pages.ts";
import { clients, commands, keys, keysGone } from "./cache.ts";
import { cacheMemoryUsed, cacheRuns, cacheSlow } from "./cache-now.ts";
import { blocks, locks, sessions, size, transactionAge, transactions } from "./database.ts";
import { connectionsUsed, restarts, timescaleJobs } from "./database-now.ts";
import { chosen, database } from "./variables.ts";
import { failures, flush, inUse, lost, oldest, waiting, written } from "./writer.ts";

export const stores = dashboard({
  ...pages.stores,
  description: "Is everything stored that should be, and are the database and the cache well?",
  tags: TAGS,
  variables: [chosen.job, chosen.instance, database],
  annotations,
  tabs: [
    {
      key: "writer",
      title: "What the application writes",
      rows: [
        { key: "now", panels: [inUse, lost, oldest] },
        { key: "keeping-up", title: "Does the writer keep up?", panels: [waiting, written, flush, failures] },
      ],
    },
    {
      key: "database",
      title: "PostgreSQL",
      rows: [
        { key: "database-now", panels: [restarts, connectionsUsed, timescaleJobs] },
        { key: "database-load", title: "Is it busy?", panels: [sessions, transactions, blocks] },
        { key: "database-room", title: "Does anything wait, or grow?", panels: [locks, transactionAge, size] },
      ],
    },
    {
      key: "cache",
      title: "Redis",
      rows: [
        { key: "cache-now", panels: [cacheRuns, cacheMemoryUsed, cacheSlow] },
        { key: "cache-load", title: "What is it doing?", panels: [commands, clients, keys, keysGone] },
      ],
    },
  ],
});
