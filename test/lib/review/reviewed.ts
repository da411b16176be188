import { POLICIES, type Review, type ReviewGiven, readPlan, review } from "../../../lib/review/index.ts";

/** The review of one plan by somebody who knows nothing of it but what it says. */
export const reviewed = (plan: Uint8Array, given: Partial<ReviewGiven> = {}): Promise<Review> =>
  review([{ stack: "", plan: readPlan(plan) }], {
    differs: [],
    known: () => undefined,
    policies: POLICIES,
    waivers: [],
    secrets: [],
    today: "2026-11-23",
    cautions: [],
    ...given,
  });
