export { SERIES_BUDGET } from "./budget.ts";
export type { Breach, Convention } from "./convention.ts";
export { approved, breachesIn, CONVENTIONS } from "./hold.ts";
