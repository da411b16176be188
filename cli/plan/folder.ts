import type { KeyObject } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSeal, type Seal } from "../../lib/review/seal/index.ts";
import type { Site } from "../stack/site.ts";
import { noPlanIn, planFileMissing } from "./errors.ts";

/** Where plan writes and apply reads when nothing is said. */
export const planFolder = ({ instance }: Pick<Site, "instance">): string => join(instance.directory, "plan");

/** The names of the review in the folder of a plan, by its form. */
export const REVIEWS = { markdown: "review.md", html: "review.html", json: "review.json" } as const;
const SEAL = "seal.json";
const planName = (stack: string): string => `${stack}.tfplan.encrypted`;
const OWN = /^(?:review\.(?:md|html|json)|seal\.json|.+\.tfplan\.encrypted)$/;

/** Makes the folder, or takes out what an earlier plan wrote there: its seal must not stand beside a newer review. */
export function emptied(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(directory).filter((one) => OWN.test(one))) rmSync(join(directory, name));
}

export function writeReviews(directory: string, texts: Readonly<Record<keyof typeof REVIEWS, string>>): void {
  for (const form of Object.keys(REVIEWS) as (keyof typeof REVIEWS)[])
    writeFileSync(join(directory, REVIEWS[form]), texts[form]);
}

/** The seal last: where it stands, all that it names does. */
export function writeSealed(directory: string, seal: string, plans: ReadonlyMap<string, Uint8Array>): void {
  for (const [stack, bytes] of plans) writeFileSync(join(directory, planName(stack)), bytes);
  writeFileSync(join(directory, SEAL), seal);
}

/** The seal of the plan in this folder, signed by one of the keys. */
export function sealIn(directory: string, publicKeys: readonly KeyObject[]): Seal {
  const text = contentOf(join(directory, SEAL));
  if (text === undefined) throw noPlanIn(directory);
  return readSeal(text.toString(), publicKeys);
}

/** The review as people saw it; empty where it is gone. */
export const reviewIn = (directory: string): Uint8Array => contentOf(join(directory, REVIEWS.json)) ?? new Uint8Array();

export function encryptedPlanIn(directory: string, stack: string): Uint8Array {
  const path = join(directory, planName(stack));
  const content = contentOf(path);
  if (content === undefined) throw planFileMissing(path);
  return content;
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
