import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { type Plan, ReviewError, readPlan, type StackPlan } from "../../lib/review/index.ts";
import { plansNamedAlike, planUnreadable } from "./errors.ts";

export const STANDARD_INPUT = "-";

/** Plans by their files; several are named by theirs: `platform.json` is the plan of the stack platform. */
export async function plansIn(files: readonly string[], input: NodeJS.ReadableStream): Promise<readonly StackPlan[]> {
  const stackOf = (file: string) => (files.length > 1 ? basename(file, ".json") : "");
  const twice = files.find(
    (file, at) => files.length > 1 && files.findIndex((one) => stackOf(one) === stackOf(file)) < at,
  );
  if (twice !== undefined) throw plansNamedAlike(twice, stackOf(twice));
  return Promise.all(
    files.map(async (file) => {
      const content = file === STANDARD_INPUT ? await buffer(input) : contentOf(file);
      return { stack: stackOf(file), plan: planIn(file, content) };
    }),
  );
}

/** Of several files the one that holds no plan is named. */
function planIn(file: string, content: Uint8Array): Plan {
  try {
    return readPlan(content);
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    throw new ReviewError(
      error.code,
      `${file === STANDARD_INPUT ? "standard input" : file}: ${error.message}`,
      error.remedy,
    );
  }
}

function contentOf(file: string): Uint8Array {
  try {
    return readFileSync(resolve(file));
  } catch (cause) {
    throw planUnreadable(file, cause as Error);
  }
}
