import { query, stat, thresholdOf } from "../../lib/dashboards/index.ts";
import { items, percent } from "../../lib/metrics/units.ts";
import { changes, max, ratio, sum, value, where } from "../../lib/promql/index.ts";
import { databaseMaxConnections, databaseSessions, databaseStart } from "../../metrics/external/index.ts";
import { timescaleJobsFailing } from "../../metrics/quantflow/index.ts";
import { DatabaseRestartLoop, RESTART_WINDOW } from "../../rules/availability.ts";
import { chosen } from "./variables.ts";

export const restarts = stat("database-restarts", {
  title: "Restarts of PostgreSQL",
  description: `Within ${RESTART_WINDOW.text}. One is a deploy or a crash that it recovered from, and every client reconnects; several in a row are a loop: its log says why.`,
  width: 8,
  thresholds: [thresholdOf(DatabaseRestartLoop, "items")],
  queries: [query(max(changes(where(databaseStart, chosen), RESTART_WINDOW), { by: [] }), () => "Restarts")],
  watchedBy: [DatabaseRestartLoop],
});

/** All databases of a server share its connections, so no database is chosen here. */
const open = sum(value(where(databaseSessions, chosen)), { by: ["instance"] });
const allowed = max(value(where(databaseMaxConnections, chosen)), { by: ["instance"] });

export const connectionsUsed = stat("database-connections-used", {
  title: "Connections used",
  description:
    "Of those that PostgreSQL allows. At 100 % it refuses new ones, the application's among them: somebody opens connections and does not close them.",
  width: 8,
  thresholds: [percent(70), percent(90)],
  queries: [query(ratio(open, allowed), (l) => l.instance)],
});

export const timescaleJobs = stat("timescale-jobs-failing", {
  title: "TimescaleDB jobs that fail",
  description:
    "Jobs whose last run failed, such as refreshing candles or removing old chunks. Above zero: old data is not removed and the disk fills, or candles of long intervals go stale.",
  width: 8,
  thresholds: [items(1)],
  queries: [query(max(value(where(timescaleJobsFailing, chosen)), { by: [] }), () => "Failing")],
  whenEmpty: "Plain PostgreSQL has no such jobs.",
});
