import { variableName } from "../../lib/renderings/grafana/hosted/index.ts";
import type { Secret } from "../../lib/services/secret.ts";
import type { SecretStore } from "../secrets/store.ts";
import { secretMissing } from "./errors.ts";

/** Terraform's variable of a secret, where its value may stand for every part of a hosted environment. */
export const variableOf = (secret: Secret): string => `TF_VAR_${variableName(secret)}`;

/** From its variable, or from where `quantflow secrets` keeps it. Fails with both names where there is none. */
export function secretValue(variables: NodeJS.ProcessEnv, store: Pick<SecretStore, "find">, secret: Secret): string {
  const value = variables[variableOf(secret)] || store.find(secret);
  if (value === undefined) throw secretMissing(variableOf(secret), secret.name);
  return value;
}
