import type { Noticed } from "../statement.ts";
import type { Statements } from "./index.ts";
import { delay, gone, looping } from "./usual.ts";

const loses = { loses: "Nothing: fills wait on the disk, candles and ticks in memory." } as const;

/** Its exporter waits for it for longer than Prometheus waits for the exporter: nobody can say that it is the store. */
const outOfTime = (lost: string) => gone({ alert: "TargetDown", job: "timescaledb" }, { loses: lost }).stop;

/** It answers its exporter as before. */
const takesNothing = (lost: string): Noticed => ({
  notices: [
    {
      alert: "StoreFailing",
      job: "quantflow",
      after: delay(10, "its files have room in their last pages for some seconds"),
    },
  ],
  loses: lost,
});

export const timescaledb: Statements = {
  ...gone({ alert: "DatabaseDown", job: "timescaledb" }, loses),
  ...looping({ alert: "DatabaseRestartLoop", job: "timescaledb" }),
  freeze: outOfTime(loses.loses),
  "cut-network": outOfTime(loses.loses),
  slow: outOfTime("Nothing."),
  "fill-volume": takesNothing(loses.loses),
  "corrupt-configuration": {
    waived: "its scripts are read only when its data directory is empty: what runs does not read them",
  },
};

const cacheGone = gone({ alert: "CacheDown", job: "redis" });

export const redis: Statements = {
  ...cacheGone,
  // Its exporter waits for a second.
  slow: cacheGone.freeze,
  ...looping({ alert: "CacheRestartLoop", job: "redis" }),
  "fill-volume": takesNothing("Nothing: last prices are written again."),
};
