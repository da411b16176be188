import { ReviewError } from "../errors.ts";

const make =
  "run `terraform plan -out=plan.tfplan` and `terraform show -json plan.tfplan > plan.json` (OpenTofu: `tofu` in both)";

/** The error for bytes that hold no plan: what they hold instead, and the commands that make one. */
export function notAPlan(found: string, remedy = make): ReviewError {
  return new ReviewError("review/not-a-plan", `not a plan: ${found}`, remedy);
}

/** The error for a plan that stops in the middle, at `byte` (its length). */
export function truncated(byte: number, inside: string): ReviewError {
  return new ReviewError(
    "review/truncated",
    `the plan ends at byte ${byte}, inside ${inside}`,
    `write it again: ${make}`,
  );
}

/** The error for a part of a plan that is larger than is read. */
export function tooLarge(what: string, bytes: number, limit: number): ReviewError {
  return new ReviewError(
    "review/too-large",
    `${what} has ${bytes} bytes; at most ${limit} are read`,
    "plan fewer resources at a time, with one state for each part",
  );
}

/** The error for a value with more brackets in brackets than are read. */
export function tooDeep(what: string, limit: number): ReviewError {
  return new ReviewError(
    "review/too-large",
    `${what} is nested more than ${limit} levels deep; no provider's attributes are`,
    `write it again: ${make}`,
  );
}
