import type { WrittenRule } from "../../lib/alerting/texts/index.ts";
import type { RecordingRule, Use } from "../../lib/promql/checker/index.ts";

/** Where in a file an expression stands; a line counts from 1. */
export interface Where {
  readonly line: number;
  readonly group?: string;
  /** Of an alert, or of what a rule records. */
  readonly rule?: string;
  readonly panel?: string;
  /** The query's letter in its panel. */
  readonly query?: string;
}

/** An expression to be judged. */
export interface Input {
  readonly expression: string;
  readonly use: Partial<Use>;
  /** Undefined in a list of expressions, where each has a line. */
  readonly where?: Where;
  /** Its texts are judged too. */
  readonly alert?: WrittenRule;
  readonly recording?: RecordingRule;
}
