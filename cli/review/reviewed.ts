import { POLICIES, type Review, review, type StackPlan } from "../../lib/review/index.ts";
import { knownIn } from "../../stacks/known.ts";
import { secrets } from "../../stacks/secrets.ts";
import { policyWaivers } from "../../stacks/waivers.ts";
import type { Context } from "../command.ts";
import { modelOf, type Site } from "../stack/site.ts";
import { differsOf } from "./differs.ts";

/** Plans reviewed with all that is known of our services; `cautions` say what these plans do not hold. */
export function reviewed(
  { now }: Pick<Context, "now">,
  site: Site,
  plans: readonly StackPlan[],
  cautions: readonly string[] = [],
): Promise<Review> {
  const model = modelOf(site);
  return review(plans, {
    differs: differsOf(model),
    known: knownIn(model),
    policies: POLICIES,
    waivers: policyWaivers,
    secrets: Object.values(secrets).flatMap((secret) => site.store.find(secret) ?? []),
    today: new Date(now()).toISOString().slice(0, 10),
    cautions,
  });
}
