export type SealErrorCode =
  | "seal/malformed"
  | "seal/unknown-version"
  | "seal/unknown-key"
  | "seal/bad-signature"
  | "seal/key-missing"
  | "seal/key-unreadable"
  | "seal/key-wrong-kind"
  | "seal/key-public-for-private"
  | "seal/key-private-for-public"
  | "seal/key-has-passphrase"
  | "seal/secret-missing"
  | "seal/secret-weak"
  | "seal/plan-in-clear"
  | "seal/plan-malformed"
  | "seal/plan-unknown-version"
  | "seal/plan-truncated"
  | "seal/plan-other-seal"
  | "seal/plan-other-secret"
  | "seal/plan-tampered";

/** A seal, key or encrypted plan that cannot be used; `code` is stable, the text is not. No text holds a key or secret. */
export class SealError extends Error {
  override readonly name = "SealError";
  constructor(
    readonly code: SealErrorCode,
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}
