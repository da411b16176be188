import type { Mismatch } from "../../lib/review/seal/index.ts";
import { CliError, type Mistake } from "../errors.ts";

export const sealingMissing = (names: readonly string[]): CliError =>
  new CliError(
    "plan/keys-missing",
    `CI is set, and ${names.join(" and ")} ${names.length === 1 ? "is" : "are"} not: a plan that leaves its machine is sealed with keys that the jobs are given.`,
    "Make them once, on a machine that you trust: npx quantflow plan --new-keys. Keep QUANTFLOW_SEAL_KEY as a secret of the plan job alone, QUANTFLOW_PLAN_SECRET as one of both jobs; QUANTFLOW_SEAL_PUBLIC_KEYS, for the apply job, is no secret.",
  );

export const noCommit = (root: string, words: string): CliError =>
  new CliError(
    "plan/no-commit",
    `git does not tell which commit ${root} is: ${words}`,
    "A plan is sealed with its commit. Work in a clone of the repository, with git on the PATH and at least one commit.",
  );

export const dirtyTree = (changed: readonly string[]): CliError =>
  new CliError(
    "plan/dirty",
    `CI is set, and the work tree is not what its commit says:\n${shown(changed)}`,
    "Commit what is meant, or find the step of the job that changes these files (git diff); npm ci, unlike npm install, changes none.",
  );

const MOST = 10;

const shown = (lines: readonly string[]): string =>
  [...lines.slice(0, MOST), ...(lines.length > MOST ? [`and ${lines.length - MOST} more`] : [])]
    .map((line) => `    ${line}`)
    .join("\n");

export const notTold = (what: string, stack: string, words: string): CliError =>
  new CliError(
    "plan/terraform-failed",
    `Terraform does not tell ${what} of the ${stack} stack: ${words}`,
    "Mend what is said above and run the same command again; nothing was changed.",
  );

export const noPlanIn = (directory: string): CliError =>
  new CliError(
    "apply/no-plan",
    `There is no sealed plan in ${directory}.`,
    "Make one: npx quantflow plan. A plan that a policy refused, or whose review would have shown a secret, has no seal.",
  );

export const planFileMissing = (path: string): CliError =>
  new CliError(
    "apply/plan-missing",
    `The seal names a plan that is not there: ${path}`,
    "Bring the whole folder that the plan job wrote, or plan again: npx quantflow plan",
  );

/** `before` is what happened to this very seal earlier, if anything did. */
export const mismatched = (found: readonly Mismatch[], before: string): CliError =>
  new CliError(
    "apply/mismatch",
    [
      "What stands here is not what was reviewed, so it is not applied.",
      ...(before === "" ? [] : [before]),
      ...found.map(({ message }) => `    ${message}`),
    ].join("\n"),
    [...new Set(found.map(({ remedy }) => remedy))].join("\n"),
  );

const AGAIN = "Plan again: npx quantflow plan. What was applied is then no change.";

/** The failure of a step, under its own code, with `course`, which tells stack by stack how far the apply came. */
export const stoppedAt = (course: string, cause: Mistake): CliError =>
  new CliError(
    cause.code,
    `${cause.message}\nSo far:\n${course}`,
    cause.code === "interrupted" ? AGAIN : `${cause.remedy}\n${AGAIN}`,
    { cause },
  );
