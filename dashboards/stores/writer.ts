import { drillDown, query, stat, stateTimeline, timeseries } from "../../lib/dashboards/index.ts";
import { items } from "../../lib/metrics/units.ts";
import {
  increase,
  max,
  min,
  quantile,
  rate,
  rateInterval,
  shownRange,
  sum,
  value,
  where,
} from "../../lib/promql/index.ts";
import { cacheUp, databaseUp } from "../../metrics/external/index.ts";
import {
  dependencyUp,
  storeBreaker,
  storeDroppedRows,
  storeFlush,
  storeFlushFailures,
  storeOldestRowAge,
  storeQueueRows,
  storeUpkeepFailures,
  storeWrittenRows,
} from "../../metrics/quantflow/index.ts";
import { CacheDown, DatabaseDown } from "../../rules/availability.ts";
import { FillsLost, RowsDropped, StoreFailing } from "../../rules/losses.ts";
import { pages } from "../pages.ts";
import { EVENTS, WHOLE_NUMBERS } from "../style.ts";
import { chosen } from "./variables.ts";

const writes = where(storeBreaker, { ...chosen, state: "closed" });

export const inUse = stateTimeline("stores-in-use", {
  title: "Stores",
  description:
    "Whether each store answers its exporter, whether the application could use it last, and whether the application lets writes through. In use red alone: a login, or the network between the two. Writes held: the database failed several times, and rows wait until a trial write succeeds.",
  states: [
    { value: 0, text: "No", color: "red" },
    { value: 1, text: "Yes", color: "green" },
  ],
  queries: [
    query(min(value(where(databaseUp, chosen)), { by: [] }), () => "PostgreSQL answers"),
    query(min(value(where(cacheUp, chosen)), { by: [] }), () => "Redis answers"),
    query(min(value(where(dependencyUp, chosen)), { by: ["dependency"] }), (l) => `${l.dependency} in use`),
    query(min(value(writes), { by: [] }), () => "Writes let through"),
  ],
  watchedBy: [DatabaseDown, CacheDown, StoreFailing],
});

export const lost = stat("rows-lost", {
  title: "Rows lost",
  description:
    "Rows that will never be in the database, in the time shown. A trade is one of our own fills: after a restart the ledger will not know it. Lost candles and ticks leave holes in backtests.",
  width: 6,
  height: 8,
  thresholds: [items(1)],
  queries: [query(sum(increase(where(storeDroppedRows, chosen), shownRange), { by: ["kind"] }), (l) => l.kind)],
  watchedBy: [FillsLost, RowsDropped],
  raw: WHOLE_NUMBERS,
});

export const oldest = stat("oldest-row", {
  title: "Oldest row that waits",
  description:
    "How long the oldest row has been waiting to be written; 0 when none waits. Seconds are a batch being filled. When it climbs without end the database takes nothing: look at PostgreSQL, then at the disk.",
  width: 6,
  height: 8,
  queries: [query(max(value(where(storeOldestRowAge, chosen)), { by: [] }), () => "Oldest row")],
  links: [drillDown("The disk", pages.ground)],
});

export const waiting = timeseries("rows-waiting", {
  title: "Rows that wait",
  description:
    "Rows between the application and the database. Ticks and candles wait in memory and the oldest are dropped when it is full; fills (trade) wait on the disk. A saw-tooth near zero is healthy, a slope is a database that is slower than the market.",
  width: 6,
  height: 9,
  queries: [query(sum(value(where(storeQueueRows, chosen)), { by: ["kind"] }), (l) => l.kind)],
});

export const written = timeseries("rows-written", {
  title: "Rows written",
  description:
    "Rows that the database took each second. Ticks follow the market; candles come once a minute, fills when the strategy trades. Zero while rows wait: nothing gets through.",
  width: 6,
  height: 9,
  queries: [query(sum(rate(where(storeWrittenRows, chosen), rateInterval), { by: ["kind"] }), (l) => l.kind)],
});

const flushOf = (kind: "tick" | "candle" | "trade") =>
  quantile(0.99, where(storeFlush, { ...chosen, kind }), { by: [], over: rateInterval });

export const flush = timeseries("flush-duration", {
  title: "Slowest batch in a hundred",
  description:
    "Time until the database had taken a batch of rows. A gap: no batch of that kind was written. Slower than usual for all kinds: the database or its disk is busy; for ticks alone: batches have grown.",
  width: 6,
  height: 9,
  queries: [
    query(flushOf("tick"), () => "tick"),
    query(flushOf("candle"), () => "candle"),
    query(flushOf("trade"), () => "trade"),
  ],
});

export const failures = timeseries("store-failures", {
  title: "Failed attempts",
  description:
    "Batches that the database did not take, which are tried again, and runs of its upkeep that failed: candles rolled up, old ticks removed. A few around a restart of the database are normal; upkeep that keeps failing fills the disk.",
  width: 6,
  height: 9,
  queries: [
    query(sum(increase(where(storeFlushFailures, chosen), rateInterval), { by: [] }), () => "batches"),
    query(sum(increase(where(storeUpkeepFailures, chosen), rateInterval), { by: [] }), () => "upkeep"),
  ],
  raw: EVENTS,
});
