import type { Secret } from "../../lib/services/secret.ts";
import type { Service } from "../../lib/services/service.ts";
import { inContinuousIntegration } from "../../stacks/backend.ts";
import { secrets } from "../../stacks/secrets.ts";
import { DIGEST_KEY, secretsOf } from "./contents.ts";
import { missingInCi } from "./errors.ts";
import type { SecretStore } from "./store.ts";

/** What a push would make anew where it is missing: every secret that we issue ourselves, and the key of the markers. */
const MADE_BY_PUSH: readonly Secret[] = [...Object.values(secrets), DIGEST_KEY].filter(
  ({ origin }) => origin === "generated",
);

/** The same, with the certificates that a local authority issues to these services. */
export const madeByPush = (services: readonly Service[]): readonly Secret[] => [
  ...MADE_BY_PUSH,
  ...secretsOf(services).filter(({ origin }) => origin === "issued"),
];

/**
 * Fails with `secrets/missing-in-ci`, which names every one that is missing, where CI is set: its machine forgets, so a
 * value made there would be another password for the services, and nobody would have it afterwards.
 */
export function requireInCi(
  variables: NodeJS.ProcessEnv,
  store: Pick<SecretStore, "find">,
  wanted: readonly Secret[] = MADE_BY_PUSH,
): void {
  if (!inContinuousIntegration(variables)) return;
  const missing = wanted.filter((secret) => store.find(secret) === undefined).map(({ name }) => name);
  if (missing.length > 0) throw missingInCi(missing);
}
