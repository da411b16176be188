import { POLICIES, type Review, review, type StackPlan } from "../../lib/review/index.ts";
import { knownIn } from "../../stacks/known.ts";
import { policyWaivers } from "../../stacks/waivers.ts";
import type { Context } from "../command.ts";
import { modelOf, type Site } from "../stack/site.ts";
import type { BacktestAsked } from "./backtest-options.ts";
import { differsOf } from "./differs.ts";
import { knownSecrets } from "./known-secrets.ts";
import { type Backtested, withBacktest } from "./with-backtest.ts";

/**
 * Plans reviewed with all that is known of our services; `cautions` say what these plans do not hold. Where a Prometheus
 * is asked, changed alerts are told by when they would have fired.
 */
export function reviewed(
  context: Pick<Context, "now" | "progress" | "signal" | "variables">,
  site: Site,
  plans: readonly StackPlan[],
  { cautions = [], asked }: ReviewedWith = {},
): Promise<Review> {
  return withBacktest(context, asked, (backtested) =>
    reviewedBy(context, site, plans, { ...backtested, cautions: [...cautions, ...backtested.cautions] }),
  );
}

interface ReviewedWith {
  readonly cautions?: readonly string[];
  readonly asked?: BacktestAsked | undefined;
}

function reviewedBy(
  { now, variables }: Pick<Context, "now" | "variables">,
  site: Site,
  plans: readonly StackPlan[],
  { cautions, further }: Backtested,
): Promise<Review> {
  const model = modelOf(site);
  return review(plans, {
    differs: differsOf(model, further),
    known: knownIn(model),
    policies: POLICIES,
    waivers: policyWaivers,
    secrets: knownSecrets({ variables, store: site.store }),
    today: new Date(now()).toISOString().slice(0, 10),
    cautions,
  });
}
