export type { Differing, Drift } from "./drift.ts";
export { type DriftGiven, driftIn, type FoundDrift } from "./find.ts";
