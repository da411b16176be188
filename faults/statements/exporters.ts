import type { Statements } from "./index.ts";
import { gone, looping, sluggish } from "./usual.ts";

const loses = { loses: "Samples of that time; what they are about goes on." } as const;

const exporter = (job: string) => ({
  ...gone({ alert: "TargetDown", job }, loses),
  ...looping({ alert: "RestartLoop", job }),
  ...sluggish(job),
});

export const postgresExporter: Statements = exporter("timescaledb");
export const redisExporter: Statements = exporter("redis");
export const nodeExporter: Statements = exporter("node");
/** Every probe fails with it, and its own alert inhibits theirs. */
export const blackboxExporter: Statements = {
  ...exporter("blackbox"),
  "corrupt-configuration": gone({ alert: "TargetDown", job: "blackbox" }, loses).stop,
};
