export * from "./alertmanager.ts";
export * from "./blackbox.ts";
export * from "./node.ts";
export * from "./postgres.ts";
export * from "./process.ts";
export * from "./prometheus.ts";
export * from "./redis.ts";
export * from "./scrape.ts";
