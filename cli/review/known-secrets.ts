import { receiversOf, secretsOf } from "../../lib/alerting/routing/index.ts";
import type { Secret } from "../../lib/services/secret.ts";
import { environments } from "../../stacks/environments/index.ts";
import { routesTo } from "../../stacks/routes.ts";
import { secrets } from "../../stacks/secrets.ts";
import { hostedSecrets, hostedSecretsIn } from "../hosted/known.ts";
import { OWN_SECRETS } from "../plan/keys.ts";
import { PLAN_SECRET, SEAL_KEY } from "../sealing-variables.ts";
import { DIGEST_KEY } from "../secrets/contents.ts";
import type { SecretStore } from "../secrets/store.ts";

/** Variables whose whole value is a secret of this program, of a state's backend or of a forge. */
const VARIABLES = [
  ...[SEAL_KEY, PLAN_SECRET, "PG_CONN_STR", "PGPASSWORD"],
  ...["TF_HTTP_PASSWORD", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
  ...["GITHUB_TOKEN", "GITLAB_TOKEN"],
];

export interface Holding {
  readonly variables: NodeJS.ProcessEnv;
  readonly store: Pick<SecretStore, "find">;
}

/** The value of every secret that this process holds: none may stand in what is published of a plan. */
export function knownSecrets({ variables, store }: Holding): readonly string[] {
  const stored: readonly Secret[] = [
    ...Object.values(secrets),
    ...Object.values(environments).flatMap(({ audience }) => receiversOf(routesTo(audience)).flatMap(secretsOf)),
    ...hostedSecrets,
    ...OWN_SECRETS,
    DIGEST_KEY,
  ];
  const values = [
    ...stored.map((secret) => store.find(secret)),
    ...VARIABLES.map((name) => variables[name]),
    ...hostedSecretsIn(variables),
    ...passwordsIn(variables["PG_CONN_STR"] ?? ""),
  ];
  return [...new Set(values.filter((value): value is string => value !== undefined && value.trim() !== ""))];
}

/** As it is written, and as the server knows it. */
function passwordsIn(connection: string): readonly string[] {
  if (!URL.canParse(connection)) return [];
  const { password, searchParams } = new URL(connection);
  return [password, decoded(password), searchParams.get("password") ?? ""];
}

/** One that cannot be decoded is used nowhere: `postgresConnection` refuses it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
