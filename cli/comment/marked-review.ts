import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { noReview, unmarkedReview } from "./errors.ts";

/** A review as `quantflow review --format markdown` writes it. */
export interface MarkedReview {
  readonly text: string;
  /** Its first line, which no reader sees. */
  readonly marker: string;
}

const MARKER = /^<!-- quantflow-review: .*-->$/;

/** Fails unless the file holds a review: what was withheld leaves no file or an empty one, and is not to be published. */
export function markedReview(file: string): MarkedReview {
  const text = contentOf(file).trimEnd();
  if (text === "") throw noReview(file, "it is empty");
  const [marker = ""] = text.split("\n", 1);
  if (!MARKER.test(marker)) throw unmarkedReview(file);
  return { text, marker };
}

function contentOf(file: string): string {
  try {
    return readFileSync(resolve(file), "utf8");
  } catch (cause) {
    throw noReview(file, (cause as Error).message, cause as Error);
  }
}
