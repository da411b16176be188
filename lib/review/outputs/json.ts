import type { Effect, Refusal, Verdict } from "../verdict/verdict.ts";

const escaped = (character: string): string =>
  [...Array(character.length).keys()]
    .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`)
    .join("");

const effectOf = (effect: Effect): Effect => ({
  resource: effect.resource,
  stack: effect.stack,
  name: effect.name,
  happens: effect.happens,
  action: effect.action,
  because: effect.because,
  says: effect.says,
  data: effect.data,
  dependents: effect.dependents,
  differences: effect.differences,
  warnings: effect.warnings,
});

const refusalOf = (refusal: Refusal): Refusal => ({
  policy: refusal.policy,
  resource: refusal.resource,
  message: refusal.message,
  remedy: refusal.remedy,
  alsoKnownAs: refusal.alsoKnownAs,
});

/**
 * The verdict as JSON, whole and loss-free, as docs/review/schema.json publishes it: keys in a fixed order, and
 * characters that are not seen (controls, bidirectional marks) escaped, so that it can be printed.
 */
export const json = (verdict: Verdict): string =>
  `${JSON.stringify(
    {
      version: 1,
      outcome: verdict.outcome,
      effects: verdict.effects.map(effectOf),
      refusals: verdict.refusals.map(refusalOf),
      waived: verdict.waived,
      unwatched: verdict.unwatched,
      cautions: verdict.cautions,
      stacks: verdict.stacks,
    },
    undefined,
    2,
  ).replace(/[^\P{C}\n]|\p{Default_Ignorable_Code_Point}/gu, escaped)}\n`;
