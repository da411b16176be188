import type { AnyMetric } from "./definitions.ts";

const isMetric = (value: unknown): value is AnyMetric =>
  typeof value === "object" && value !== null && "name" in value && "help" in value && "domains" in value;

/** The metrics among a module's exports, in the order of their names: `metricsOf(await import("./feed.ts"))`. */
export const metricsOf = (module: Readonly<Record<string, unknown>>): readonly AnyMetric[] =>
  Object.values(module)
    .filter(isMetric)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
