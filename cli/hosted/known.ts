import type { Secret } from "../../lib/services/secret.ts";
import { environments } from "../../stacks/environments/index.ts";
import { contentSecrets } from "../../stacks/grafana-cloud.ts";
import { routesTo } from "../../stacks/routes.ts";
import { GRAFANA_TOKEN, MIMIR_VARIABLES } from "./access.ts";
import { variableOf } from "./secret-value.ts";

/** What the content of every hosted Grafana is given. */
export const hostedSecrets: readonly Secret[] = Object.values(environments).flatMap((environment) =>
  contentSecrets({ route: routesTo(environment.audience), environment }),
);

/** Variables whose value is a secret of a hosted environment, as a whole. */
const VARIABLES: readonly string[] = [GRAFANA_TOKEN, MIMIR_VARIABLES.token, ...hostedSecrets.map(variableOf)];

/** The secrets of hosted environments that these variables hold; of `user:password` the password alone, too. */
export function hostedSecretsIn(variables: NodeJS.ProcessEnv): readonly string[] {
  const login = variables[GRAFANA_TOKEN] ?? "";
  const password = login.slice(login.indexOf(":") + 1);
  return [...VARIABLES.map((name) => variables[name] ?? ""), password].map((value) => value.trim()).filter(Boolean);
}
