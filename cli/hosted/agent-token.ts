import type { Model } from "../../stacks/model.ts";
import { type SecretStore, secretVariable } from "../secrets/store.ts";
import { secretMissing } from "./errors.ts";

/** Fails before anything is started where an agent would have no token to send its samples with. */
export function requireAgentToken(
  { store }: { readonly store: Pick<SecretStore, "find"> },
  { environment }: Model,
): void {
  if (environment.ground.kind !== "hosted-grafana") return;
  const { token } = environment.ground.mimir;
  if (store.find(token) === undefined) throw secretMissing(secretVariable(token.name), token.name);
}
