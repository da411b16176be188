/** What the alerts of rules/availability.ts mean. */
export * from "./cache.ts";
export * from "./database.ts";
export * from "./probes.ts";
export * from "./targets.ts";
