import { counter, gauge } from "../../lib/metrics/definitions.ts";

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

export const cacheMemory = gauge({
  name: "redis_memory_used_bytes",
  help: "memory_used_bytes metric",
  unit: "bytes",
});

/** 0: no limit. */
export const cacheMemoryLimit = gauge({
  name: "redis_memory_max_bytes",
  help: "memory_max_bytes metric",
  unit: "bytes",
});

const cmd = { upTo: 50, usually: 12 } as const;

export const cacheCommands = counter({
  name: "redis_commands_total",
  help: "Total number of calls per command",
  unit: "items",
  labels: { cmd },
});

export const cacheClients = gauge({
  name: "redis_connected_clients",
  help: "connected_clients metric",
  unit: "items",
});

export const cacheBlockedClients = gauge({
  name: "redis_blocked_clients",
  help: "blocked_clients metric",
  unit: "items",
});

export const cacheKeys = gauge({
  name: "redis_db_keys",
  help: "Total number of keys by DB",
  unit: "items",
  labels: { db: { upTo: 16 } },
});

/** Keys thrown out to stay within the memory limit. */
export const cacheEvicted = counter({
  name: "redis_evicted_keys_total",
  help: "evicted_keys_total metric",
  unit: "items",
});

export const cacheExpired = counter({
  name: "redis_expired_keys_total",
  help: "expired_keys_total metric",
  unit: "items",
});

/** Calls that took longer than Redis' `slowlog-log-slower-than`, 10 ms by default; the last 128 are kept. */
export const cacheSlowCalls = gauge({
  name: "redis_slowlog_length",
  help: "Total slowlog",
  unit: "items",
});
