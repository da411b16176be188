/** One thing that is not as it was reviewed. */
export interface Mismatch {
  readonly what:
    | "expiry"
    | "clock"
    | "environment"
    | "engine"
    | "commit"
    | "review"
    | "stack missing"
    | "stack extra"
    | "stack order"
    | "plan"
    | "synthesized"
    | "lock"
    | "tool"
    | "place"
    | "state";
  /** The stack it is in; empty for the whole run. */
  readonly stack: string;
  readonly sealed: string;
  readonly found: string;
  /** Which thing, what it was and what it is. */
  readonly message: string;
  /** What to do, in the imperative. */
  readonly remedy: string;
}

export const PLAN_AGAIN = "Plan and review again, then apply that plan";
