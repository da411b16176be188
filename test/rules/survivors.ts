/** A mistake that no story notices yet. */
interface Known {
  readonly alert: string;
  /** The mutant's `what`. */
  readonly mutant: string;
  /** Why no story notices it, in a sentence. */
  readonly why: string;
}

const WHOLE_FAILURES =
  "A failed look counts whole, so from one step of the window to the next the share falls past both limits at once.";

/** Every mutant of our alerts that survives its proofs and is not the alert itself. None may join unnoticed. */
export const survivors: readonly Known[] = [
  { alert: "AvailabilityBurnsFast", mutant: "threshold 6 * 0.005 -> 0.033 (2)", why: WHOLE_FAILURES },
  { alert: "AvailabilityBurnsSlowly", mutant: "threshold 1 * 0.005 -> 0.0055 (2)", why: WHOLE_FAILURES },
];
