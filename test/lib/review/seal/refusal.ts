import { SealError, type SealErrorCode } from "../../../../lib/review/seal/index.ts";

/** The SealError an action fails with; any other outcome fails the test. */
export function refusal(action: () => unknown): SealError {
  try {
    action();
  } catch (error) {
    if (error instanceof SealError) return error;
    throw error;
  }
  throw new Error("Nothing was refused");
}

export const codeOf = (action: () => unknown): SealErrorCode => refusal(action).code;
