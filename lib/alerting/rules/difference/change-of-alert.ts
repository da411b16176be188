import { metricsIn } from "../../proofs/suite.ts";
import type { Pair } from "./paired.ts";
import type { Rule } from "./read.ts";
import { firingChanges } from "./rule.ts";

/** An alert that differs; one side is missing of what is new or removed. */
export interface AlertChange {
  /** With the labels that tell it from others of its name: `TargetDown{job="redis"}`. */
  readonly title: string;
  readonly before?: Rule;
  readonly after?: Rule;
  /** When it fires differs; else only its labels or texts do. */
  readonly firesOtherwise: boolean;
  /** Recordings that it reads, by themselves or through others, and that differ. */
  readonly reads: readonly string[];
}

/** All rules on each side of a change. */
export interface RuleSides {
  readonly before: readonly Rule[];
  readonly after: readonly Rule[];
}

/** A rule that is no alert has none. */
export function alertChange({ before, after, name }: Pair, changed: ReadonlySet<string>, sides: RuleSides) {
  const rule = after ?? before;
  if (rule?.kind !== "alert") return undefined;
  const isKept = before !== undefined && after !== undefined;
  const reads = isKept ? [...recordingsOf(after, sides.after)].filter((record) => changed.has(record)) : [];
  const firesOtherwise = !isKept || reads.length > 0 || firingChanges(before, after).length > 0;
  return {
    title: name,
    ...(before && { before }),
    ...(after && { after }),
    firesOtherwise,
    reads,
  } satisfies AlertChange;
}

/** Recordings on both sides whose values differ. */
export const changedRecordings = (pairs: readonly Pair[]): ReadonlySet<string> =>
  new Set(
    pairs.flatMap(({ before, after }) =>
      before && after?.kind === "recording" && firingChanges(before, after).length > 0 ? [after.name] : [],
    ),
  );

/** The recordings that a rule reads, and those that these read. */
function recordingsOf({ expr }: Rule, rules: readonly Rule[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (promql: string): void => {
    const metrics = metricsIn(promql);
    for (const { kind, name, expr: of } of rules) {
      if (kind !== "recording" || !metrics.has(name) || found.has(name)) continue;
      found.add(name);
      visit(of);
    }
  };
  visit(expr);
  return found;
}
