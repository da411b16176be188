/** A mistake that no story notices yet. */
interface Known {
  readonly alert: string;
  /** The mutant's `what`. */
  readonly mutant: string;
  /** Why no story notices it, in a sentence. */
  readonly why: string;
}

const WHOLE_FAILURES =
  "Looks that fail are whole numbers: between the two limits the share falls by one look at once, so both end the alert at one evaluation.";

/** Every mutant of our alerts that survives its proofs and is not the alert itself. None may join unnoticed. */
export const survivors: readonly Known[] = [
  { alert: "AvailabilityBurnsFast", mutant: "threshold 6 * 0.005 -> 0.033 (2)", why: WHOLE_FAILURES },
  { alert: "AvailabilityBurnsSlowly", mutant: "threshold 1 * 0.005 -> 0.0055 (2)", why: WHOLE_FAILURES },
];
