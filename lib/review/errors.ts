export type ReviewErrorCode =
  | "review/not-a-plan"
  | "review/truncated"
  | "review/unknown-format"
  | "review/too-large"
  | "review/secret-would-leak";

/** A review that cannot be made; `code` is stable, the text is not. */
export class ReviewError extends Error {
  override readonly name = "ReviewError";
  constructor(
    readonly code: ReviewErrorCode,
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}
