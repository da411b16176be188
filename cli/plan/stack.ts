import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Plan, readPlan } from "../../lib/review/index.ts";
import { type SealedStack, type SealedState, sha256, synthesizedHash } from "../../lib/review/seal/index.ts";
import type { Terraform } from "../stack/apply.ts";
import type { StackName } from "../stack/synthesis.ts";
import type { TerraformRunner } from "../stack/terraform.ts";
import { stateFailure } from "../terraform/index.ts";
import { notTold } from "./errors.ts";
import { synthesizedFiles } from "./synthesized-files.ts";

/** A stack that is planned and applied, and the Terraform that may do it. */
export interface Workable {
  readonly name: StackName;
  /** Synthesized and initialized. */
  readonly folder: string;
  /** Where its state lies, without any login. */
  readonly place: string;
  readonly terraform: Terraform;
}

type Initialized = Pick<Workable, "name" | "folder">;

/** Terraform, asked for what it knows. */
export type Asked = Pick<TerraformRunner, "ask" | "tool">;

/** All that a seal holds of a stack, looked up now but for its state; `plan` is the saved plan's content. */
export const factsOf = (
  { tool }: Asked,
  { name, folder, place }: Workable,
  plan: Uint8Array,
  state: SealedState | null,
): SealedStack => ({
  name,
  plan: sha256(plan),
  synthesized: synthesizedHash(synthesizedFiles(folder)),
  lock: lockIn(folder),
  place,
  state,
  tool,
});

/** What a saved plan says; `file` is read by the program that wrote it. */
export async function planIn(asked: Asked, { name, folder }: Initialized, file: string): Promise<Plan> {
  const { code, stdout, stderr } = await asked.ask(["show", "-json", file], folder);
  if (code !== 0) throw notTold("the plan", name, stderr.trim());
  return readPlan(Buffer.from(stdout));
}

/** Lineage and serial of the stack's state where its backend keeps it; null while there is none. */
export async function stateOf(asked: Asked, { name, folder }: Initialized): Promise<SealedState | null> {
  const { code, stdout, stderr } = await asked.ask(["state", "pull"], folder);
  if (code !== 0) throw stateFailure(stderr, folder) ?? notTold("the state", name, stderr.trim());
  return stdout.trim() === "" ? null : identityIn(stdout, name);
}

function identityIn(text: string, stack: string): SealedState {
  const { lineage, serial } = parsed(text, stack);
  if (typeof lineage !== "string" || typeof serial !== "number")
    throw notTold("the state", stack, "it names no serial");
  return { lineage, serial };
}

function parsed(text: string, stack: string): { readonly lineage?: unknown; readonly serial?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    // The text is a state, or half of one: none of it is told.
    throw notTold("the state", stack, "what it prints is no JSON");
  }
}

function lockIn(folder: string): string | null {
  try {
    return sha256(readFileSync(join(folder, ".terraform.lock.hcl")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Whether a plan leaves world and state as they are. */
export const isEmpty = ({ changes, outputs }: Pick<Plan, "changes" | "outputs">): boolean =>
  outputs.every(({ action }) => action === "no-op") &&
  changes.every(
    ({ action, movedFrom, importing }) =>
      (action === "no-op" && movedFrom === undefined && importing === undefined) || action === "read",
  );
