/** One object that is not as both the code and the last apply have it. */
export interface Differing {
  /** Terraform's address, with the deposed key where it is one. */
  readonly resource: string;
  /** The stack whose plan it stands in. */
  readonly stack: string;
  /** What an operator calls it: `service redis`, else the address. */
  readonly name: string;
  /**
   * Who differs from what was applied last: `world` (somebody changed or deleted it outside of Terraform), `code` (a
   * change that is not applied yet), or both.
   */
  readonly differs: "world" | "code" | "both";
  /** What was changed outside of Terraform, from what was applied to what is: `memory: 64 -> 96`. */
  readonly world: readonly string[];
  /** What the code wants otherwise than it was applied. */
  readonly code: readonly string[];
  /** What the next apply does about it. */
  readonly next: readonly string[];
  /** Data that the next apply loses or could lose. */
  readonly data: readonly string[];
}

export interface Drift {
  /** Worst first within each stack, by what the next apply does. */
  readonly objects: readonly Differing[];
  /** Why this is not the whole: a plan that failed halfway. */
  readonly cautions: readonly string[];
}
