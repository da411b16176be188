import type { Equivalent } from "../../lib/alerting/mutants/index.ts";

const JOINED = "The other side of the match still selects the job, and what finds no partner there is dropped.";

/** Mutants of our alerts that are the alert itself in other words; each is held to that on random series. */
export const equivalents: readonly Equivalent[] = [
  { alert: "HighBacktestDuration", mutant: 'matcher job="quantflow" dropped', why: JOINED },
  { alert: "HighBacktestDuration", mutant: 'matcher job="quantflow" dropped (2)', why: JOINED },
];
