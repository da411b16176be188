import type { Duration, Quantity } from "../../metrics/units.ts";

/** A rule that could never do what it is for; `code` is stable, the text is not. */
export class RuleError extends Error {
  override readonly name = "RuleError";
  constructor(
    readonly code: "rules/objective-out-of-reach" | "rules/period-too-short",
    message: string,
    /** What to do, in the imperative. */
    readonly remedy: string,
  ) {
    super(message);
  }
}

export const objectiveOutOfReach = (slo: string, objective: Quantity<"ratio">, fastest: number): RuleError =>
  new RuleError(
    "rules/objective-out-of-reach",
    `objective "${slo}" is ${objective.text}: what it allows to fail, ${fastest} times over, is nothing or more than everything, so its alert would always or never fire`,
    `say a share below 100 % and above ${(100 * (1 - 1 / fastest)).toFixed(1)} %`,
  );

export const periodTooShort = (slo: string, over: Duration, longest: Duration): RuleError =>
  new RuleError(
    "rules/period-too-short",
    `objective "${slo}" is over ${over.text}, yet its alerts look back ${longest.text}`,
    `say ${longest.text} or more, and keep samples as long`,
  );
