import type { Model } from "../../stacks/model.ts";
import { type SecretStore, secretVariable } from "../secrets/store.ts";
import { requireOwn } from "./access.ts";
import { agentTokenMissing } from "./errors.ts";

/** Fails before anything is started where an agent would have no token to send its samples with, or nobody to send them to. */
export function requireAgentToken(
  { store }: { readonly store: Pick<SecretStore, "find"> },
  { environment }: Model,
): void {
  if (environment.ground.kind !== "hosted-grafana") return;
  const { token, url } = environment.ground.mimir;
  if (store.find(token) === undefined) throw agentTokenMissing(secretVariable(token.name), token.name);
  requireOwn(url);
}
