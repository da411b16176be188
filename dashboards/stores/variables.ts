import { labelVariable } from "../../lib/dashboards/index.ts";
import { databaseSize } from "../../metrics/external/index.ts";
import { choicesAmong } from "../monitoring/targets.ts";

/** Who writes, and what is written to. */
export const chosen = choicesAmong(["quantflow", "timescaledb", "redis"]);

export const database = labelVariable("database", {
  title: "Database",
  metric: databaseSize,
  label: "datname",
  within: chosen,
});

/** Narrows a metric that tells databases apart. */
export const chosenDatabase = { ...chosen, datname: database } as const;
