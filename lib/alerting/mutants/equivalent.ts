/** A mutant that no story can kill, because it is the same alert in other words. */
export interface Equivalent {
  /** The alert's name; it speaks of all alerts of that name. */
  readonly alert: string;
  /** The mutant's `what`. */
  readonly mutant: string;
  /** Why the two cannot differ, in a sentence. */
  readonly why: string;
}
