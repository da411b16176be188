import type { Plan } from "./plan/plan.ts";
import type { Redactor } from "./secrets/index.ts";

/** The plan with every secret taken out, wherever a text of it may be told. */
export const redactedPlan = ({ change, text }: Redactor, plan: Plan): Plan => ({
  ...plan,
  changes: plan.changes.map(change),
  drift: plan.drift.map(change),
  // No output tells an output's value.
  outputs: plan.outputs.map((output) => ({ ...output, name: text(output.name), before: null, after: null })),
  references: new Map([...plan.references].map(([user, used]) => [text(user), used.map(text)])),
  incomplete: plan.incomplete.map(text),
  failedChecks: plan.failedChecks.map(text),
});

/** Why a plan is not the whole story, by itself: what it leaves out, and conditions that do not hold. */
export const cautionsOf = (stack: string, { incomplete, failedChecks }: Plan): readonly string[] =>
  [...incomplete, ...failedChecks.map((check) => `a condition does not hold: ${check}`)].map((caution) =>
    stack === "" ? caution : `${stack}: ${caution}`,
  );
