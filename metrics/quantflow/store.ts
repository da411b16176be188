import { counter, gauge } from "../../lib/metrics/definitions.ts";

export const dependencyUp = gauge({
  name: "quantflow_dependency_up",
  help: "1 while the last use of a store succeeded, else 0.",
  unit: "boolean",
  labels: { dependency: ["timescaledb", "redis"] },
});

export const storeQueueRows = gauge({
  name: "quantflow_store_queue_rows",
  help: "Rows that wait in memory to be written to the database.",
  unit: "items",
});

export const storeDroppedRows = counter({
  name: "quantflow_store_dropped_rows_total",
  help: "Rows that will never be in the database, by kind: candles that a full queue or a stop gave up, and fills only when the disk did not take them either.",
  unit: "items",
  labels: { kind: ["trade", "candle"] },
});
