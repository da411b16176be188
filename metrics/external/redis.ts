import { gauge } from "../../lib/metrics/definitions.ts";

export const cacheUp = gauge({
  name: "redis_up",
  help: "Information about the Redis instance",
  unit: "boolean",
});

/** One series a run of Redis. Its start time is reckoned from its uptime, and wavers by a second between scrapes. */
export const cacheRun = gauge({
  name: "redis_instance_info",
  help: "instance_info metric",
  unit: "items",
  labels: {
    master_replid: { upTo: 3 },
    maxmemory_policy: { upTo: 2 },
    os: { upTo: 2 },
    process_id: { upTo: 3 },
    redis_build_id: { upTo: 2 },
    redis_mode: { upTo: 2 },
    redis_version: { upTo: 2 },
    role: { upTo: 2 },
    run_id: { upTo: 3 },
    tcp_port: { upTo: 1 },
  },
});
