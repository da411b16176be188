import { type Differ, differencesOf, unlike } from "./differs/index.ts";
import { warningsOf } from "./guard/index.ts";
import type { Plan } from "./plan/plan.ts";
import { judge, type Policy, type PolicyWaiver, resourcesOf } from "./policies/index.ts";
import { cautionsOf, redactedPlan } from "./redacted.ts";
import { type Redactor, redactorOf } from "./secrets/index.ts";
import { effectsOf, HAPPENINGS, type KnownOf, unwatchedOf, type Verdict } from "./verdict/index.ts";

/** A plan and the stack that it is of; plans are given in the order in which they are applied. */
export interface StackPlan {
  /** Empty for a plan alone. */
  readonly stack: string;
  readonly plan: Plan;
}

export interface ReviewGiven {
  /** What reads embedded texts; the first that takes one has it. */
  readonly differs: readonly Differ[];
  readonly known: KnownOf;
  readonly policies: readonly Policy[];
  readonly waivers: readonly PolicyWaiver[];
  /** Values that may stand in no output, beside those that the plans themselves tell of. */
  readonly secrets: readonly string[];
  /** `YYYY-MM-DD`: waivers end. */
  readonly today: string;
  /** Why these plans are not the whole of what will happen, beside what they say of it themselves. */
  readonly cautions: readonly string[];
}

/** A verdict, and the check that whatever is made of it must pass before anybody sees it. */
export interface Review extends Pick<Redactor, "requireClean"> {
  readonly verdict: Verdict;
}

/**
 * What these plans do to what runs. Secrets are taken out first, and nothing after that has seen one but the policies,
 * which judge what a mark hides too: what they say is cleared of secrets after.
 */
export async function review(plans: readonly StackPlan[], given: ReviewGiven): Promise<Review> {
  const redactor = redactorOf({ plans: plans.map(({ plan }) => plan), known: given.secrets });
  const redacted = plans.map(({ stack, plan }) => ({
    stack: redactor.text(stack),
    plan: redactedPlan(redactor, plan),
  }));
  const effects = (await Promise.all(redacted.map((one) => effectsIn(one, given)))).flat();
  const judged = judgedIn(plans, given, redactor);
  // What a failed or a partial plan does not hold may be anything.
  const mayChange = effects.length > 0 || plans.some(({ plan }) => plan.incomplete.length > 0);
  return {
    requireClean: redactor.requireClean,
    verdict: {
      outcome: judged.refusals.length > 0 ? "refused" : mayChange ? "changes" : "no change",
      effects: effects.toSorted((a, b) => HAPPENINGS.indexOf(a.happens) - HAPPENINGS.indexOf(b.happens)),
      ...judged,
      unwatched: [...new Set(redacted.flatMap(({ plan }) => unwatchedOf(plan, given.known)))],
      cautions: [
        ...redacted.flatMap(({ stack, plan }) => cautionsOf(stack, plan)),
        ...given.cautions.map(redactor.text),
      ],
      stacks: redacted.flatMap(({ stack }) => (stack === "" ? [] : [stack])),
    },
  };
}

const effectsIn = ({ stack, plan }: StackPlan, { known, differs }: ReviewGiven) =>
  effectsOf(plan, {
    stack,
    known,
    warnings: warningsOf,
    differences: (change) => differencesOf(unlike(change), differs),
  });

function judgedIn(plans: readonly StackPlan[], given: ReviewGiven, { text }: Redactor) {
  const { refusals, waived } = judge(
    plans.flatMap(({ plan }) => resourcesOf(plan)),
    given,
  );
  return {
    refusals: refusals.map((refusal) => ({
      ...refusal,
      resource: text(refusal.resource),
      message: text(refusal.message),
      remedy: text(refusal.remedy),
    })),
    waived: waived.map(text),
  };
}
