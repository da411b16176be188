/** What happens to one object, in an operator's words, worst first. */
export const HAPPENINGS = [
  "destroyed",
  "replaced",
  "restarted",
  "reloaded",
  "changed",
  "forgotten",
  "created",
  "drifted",
  "metadata",
] as const;
export type Happens = (typeof HAPPENINGS)[number];

export interface Effect {
  /** Terraform's address, with the deposed key where it is one: `docker_container.redis`. */
  readonly resource: string;
  /** The stack whose plan it stands in; empty for a plan alone. */
  readonly stack: string;
  /** What an operator calls it: `service redis`, else the address. */
  readonly name: string;
  readonly happens: Happens;
  /** What Terraform does, in its words: `delete, create`. */
  readonly action: string;
  /** What forces or causes it: `image cannot be changed in place`. */
  readonly because: readonly string[];
  /** What it means: what stops and for how long, what else is touched. */
  readonly says: readonly string[];
  /** Data that is lost or could be. */
  readonly data: readonly string[];
  /** What depends on it, by an operator's name. */
  readonly dependents: readonly string[];
  /** What changed, attribute by attribute and, in embedded texts, in the words of their format. */
  readonly differences: readonly string[];
  /** Where the provider does not do what the plan says. */
  readonly warnings: readonly string[];
}

/** A policy that does not hold. */
export interface Refusal {
  readonly policy: string;
  readonly resource: string;
  readonly message: string;
  readonly remedy: string;
  /** Ids of the same check elsewhere: `CIS Docker 5.12`, `CKV_...`. */
  readonly alsoKnownAs: readonly string[];
}

/** What a review says. Everything in it is redacted; it holds no attribute's value that could be a secret. */
export interface Verdict {
  readonly outcome: "no change" | "changes" | "refused";
  /** Worst first. */
  readonly effects: readonly Effect[];
  readonly refusals: readonly Refusal[];
  /** Policies that do not hold and are excused, with reason and end. */
  readonly waived: readonly string[];
  /** What nobody watches while this is applied. */
  readonly unwatched: readonly string[];
  /** Why the plan is not the whole of what will happen; checks that do not hold. */
  readonly cautions: readonly string[];
  /** The stacks planned, in the order they are applied. */
  readonly stacks: readonly string[];
}
