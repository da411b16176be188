import type { Statements } from "./index.ts";
import { gone, looping } from "./usual.ts";

const loses = { loses: "Nothing: fills wait on the disk, candles and ticks in memory." } as const;

/** A conversation with a store has several turns, each 2 s late: the exporter's scrape does not end in time. */
const outOfTime = (job: string) => gone({ alert: "TargetDown", job }, { loses: "Nothing." }).stop;

export const timescaledb: Statements = {
  ...gone({ alert: "DatabaseDown", job: "timescaledb" }, loses),
  ...looping({ alert: "DatabaseRestartLoop", job: "timescaledb" }),
  slow: outOfTime("timescaledb"),
  "corrupt-configuration": {
    waived: "its scripts are read only when its data directory is empty: what runs does not read them",
  },
};

export const redis: Statements = {
  ...gone({ alert: "CacheDown", job: "redis" }),
  ...looping({ alert: "CacheRestartLoop", job: "redis" }),
  slow: outOfTime("redis"),
};
