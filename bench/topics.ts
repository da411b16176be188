/** Every benchmark by name: the table of contents. */
import type { Measurement } from "./measurement.ts";

export const topics: Readonly<Record<string, () => Promise<readonly Measurement[]>>> = {
  promql: async () => (await import("./promql-check.ts")).measurePromqlCheck(),
};
