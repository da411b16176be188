import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { readPlan, type StackPlan } from "../../lib/review/index.ts";
import { planUnreadable } from "./errors.ts";

export const STANDARD_INPUT = "-";

/** Plans by their files; several are named by theirs: `platform.json` is the plan of the stack platform. */
export async function plansIn(files: readonly string[], input: NodeJS.ReadableStream): Promise<readonly StackPlan[]> {
  const stackOf = (file: string) => (files.length > 1 ? basename(file, ".json") : "");
  return Promise.all(
    files.map(async (file) => ({
      stack: stackOf(file),
      plan: readPlan(file === STANDARD_INPUT ? await buffer(input) : contentOf(file)),
    })),
  );
}

function contentOf(file: string): Uint8Array {
  try {
    return readFileSync(resolve(file));
  } catch (cause) {
    throw planUnreadable(file, cause as Error);
  }
}
