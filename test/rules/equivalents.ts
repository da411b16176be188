import type { Equivalent } from "../../lib/alerting/mutants/index.ts";

/** Mutants of our alerts that are the alert itself in other words; each is held to that on random series. */
export const equivalents: readonly Equivalent[] = [];
