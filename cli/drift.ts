import { driftIn } from "../lib/review/drift/index.ts";
import { knownIn } from "../stacks/known.ts";
import { type Context, command } from "./command.ts";
import { plansNow } from "./drift/plans.ts";
import { type Checked, reportDrift } from "./drift/report.ts";
import { strangersIn } from "./drift/strangers.ts";
import type { Found } from "./drift/written.ts";
import { differsOf } from "./review/differs.ts";
import { knownSecrets } from "./review/known-secrets.ts";
import { ENVIRONMENT_OPTION, modelOf, type Site, siteOf } from "./stack/site.ts";

export const drift = command({
  description:
    "Plans every stack without applying anything, and tells per object who differs from what was applied last: the world (changed, stopped or deleted outside of Terraform), the code (a change that is not applied yet), or both; and what the next apply does about it. Silent where nothing differs but what a provider always reports, and every stack could be looked at. Exit code 0: no difference; 2: differences; 4: a secret would have been shown, so nothing is.",
  options: {
    environment: ENVIRONMENT_OPTION,
    json: { type: "boolean", summary: "for scripts" },
  },
  examples: [
    { line: "npx quantflow drift", does: "whether what runs is what the code says" },
    { line: "npx quantflow drift --environment docker --json", does: "in a nightly job" },
  ],
  async run(context, { environment, json }) {
    const site = siteOf(context, environment);
    return reportDrift(context, await foundNow(context, site), json);
  },
});

async function foundNow(context: Context, site: Site): Promise<Checked> {
  const { plans, left, declared } = await plansNow(context, site);
  const model = modelOf(site);
  const { drift: differing, requireClean } = await driftIn(plans, {
    differs: differsOf(model),
    known: knownIn(model),
    secrets: knownSecrets({ variables: context.variables, store: site.store }),
  });
  const claim = { prefix: site.instance.prefix, declared, plans: plans.map(({ plan }) => plan) };
  const found: Found = { ...differing, strangers: await strangersIn(context.run, claim), left };
  return { found, requireClean };
}
