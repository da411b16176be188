import type { HostedGrafanaGround } from "../../stacks/environment.ts";
import { contentSecrets } from "../../stacks/grafana-cloud.ts";
import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { tokenIn } from "../comment/token.ts";
import type { Site } from "../stack/site.ts";
import { GRAFANA_TOKEN } from "./access.ts";
import { tokenMissing } from "./errors.ts";
import { guardNotificationPolicy, type StandingPolicy } from "./policy-guard.ts";
import { secretValue, variableOf } from "./secret-value.ts";

/**
 * What Terraform is given in its environment to fill a hosted Grafana: the login, and the secrets of contact points and
 * data sources, each from its own variable or from where `quantflow secrets` keeps it. Fails with the name of the first
 * that is missing, and where a notification policy of somebody else would be overwritten.
 */
export async function hostedEnvironment(
  context: Context,
  site: Pick<Site, "store">,
  model: Model,
  ground: HostedGrafanaGround,
  policy: StandingPolicy,
): Promise<Readonly<Record<string, string>>> {
  const login = tokenIn(context.variables, GRAFANA_TOKEN);
  if (login === undefined) throw tokenMissing(GRAFANA_TOKEN, `the Grafana at ${ground.grafana}`);
  const values = contentSecrets(model).map((secret): [string, string] => [
    variableOf(secret),
    secretValue(context.variables, site.store, secret),
  ]);
  await guardNotificationPolicy(context, model, ground, policy);
  return { [GRAFANA_TOKEN]: login, ...Object.fromEntries(values) };
}
