import type { Span } from "./ast.ts";

/** What is wrong, where, and what to write instead. */
export interface Problem extends Span {
  /** The check's id: `syntax/unexpected`, `type/argument`, `histogram/base-name`. */
  readonly check: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** The whole expression, corrected; only where one correction is likely. */
  readonly suggestion?: string;
}
