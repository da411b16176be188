/** What an operator must read of a plan; what is not given must not stand in the review. */
export interface Expectation {
  readonly outcome: "no change" | "changes" | "refused";
  /** Worst first: `happens resource`, after a colon what causes it, after a bar the data at risk; each list by `; `. */
  readonly effects: readonly string[];
  /** `resource <- who uses it and is without it meanwhile`. */
  readonly dependents?: readonly string[];
  /** Where the provider does not do what the plan says: `resource: how the warning begins`. */
  readonly warnings?: readonly string[];
  /** Why the plan is not the whole story, whole. */
  readonly cautions?: readonly string[];
  /** What a policy refuses, by resource; which policies they are is held by the policies' own tests. */
  readonly refused?: readonly string[];
}

export type Expectations = Readonly<Record<string, Expectation>>;

/** Why Terraform deletes what the configuration no longer has. */
export const UNCONFIGURED = "it no longer stands in the configuration";
/** What every container with a writable root loses that is deleted. */
export const WRITTEN = "what it wrote outside of its volumes goes with it";
