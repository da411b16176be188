import { createPublicKey, type KeyObject, randomBytes } from "node:crypto";
import { keyPair, privateKeyOf, publicKeysOf, type Random } from "../../lib/review/seal/index.ts";
import { generated } from "../../lib/services/secret.ts";
import { inContinuousIntegration } from "../../stacks/backend.ts";
import { PLAN_SECRET, SEAL_KEY, SEAL_PUBLIC_KEYS } from "../sealing-variables.ts";
import type { SecretStore } from "../secrets/store.ts";
import { sealingMissing } from "./errors.ts";

/** What makes and opens sealed plans on one machine, kept among its secrets. */
const OWN_KEY = generated("seal-key");
const OWN_SECRET = generated("plan-secret");
export const OWN_SECRETS = [OWN_KEY, OWN_SECRET] as const;

export interface Sealing {
  readonly privateKey: KeyObject;
  /** What plans are encrypted under. */
  readonly secret: string;
}

export interface Unsealing {
  readonly publicKeys: readonly KeyObject[];
  readonly secret: string;
}

export interface KeyGiven {
  readonly variables: NodeJS.ProcessEnv;
  readonly store: SecretStore;
  readonly random: Random;
}

/** What a plan is sealed with: given, or outside CI this instance's own, made once. Fails with `plan/keys-missing`. */
export function sealingOf(given: KeyGiven): Sealing {
  requireGiven(given.variables, [SEAL_KEY, PLAN_SECRET]);
  return { privateKey: privateKeyOf(given.variables[SEAL_KEY] || ownKey(given), SEAL_KEY), secret: secretOf(given) };
}

/** What a sealed plan is read with; the trusted keys are those of the variable, or outside CI this instance's own. */
export function unsealingOf(given: KeyGiven): Unsealing {
  requireGiven(given.variables, [SEAL_PUBLIC_KEYS, PLAN_SECRET]);
  const trusted = given.variables[SEAL_PUBLIC_KEYS];
  const publicKeys = trusted
    ? publicKeysOf(trusted, SEAL_PUBLIC_KEYS)
    : [createPublicKey(privateKeyOf(ownKey(given), SEAL_KEY))];
  return { publicKeys, secret: secretOf(given) };
}

/** Fresh values of the three variables, as lines that a shell reads; the one for the apply job is not secret. */
export function newKeys(random: Random = randomBytes): string {
  const { privateKey, publicKey } = keyPair(random);
  return [
    `${SEAL_KEY}='${privateKey}'`,
    `${SEAL_PUBLIC_KEYS}='${publicKey.trim().replaceAll("\n", "\\n")}'`,
    `${PLAN_SECRET}='${secretFrom(random)}'`,
  ].join("\n");
}

function requireGiven(variables: NodeJS.ProcessEnv, names: readonly string[]): void {
  const missing = names.filter((name) => !variables[name]);
  if (missing.length > 0 && inContinuousIntegration(variables)) throw sealingMissing(missing);
}

const ownKey = ({ store, random }: KeyGiven): string => kept(store, OWN_KEY, () => keyPair(random).privateKey);

const secretOf = (given: KeyGiven): string =>
  given.variables[PLAN_SECRET] || kept(given.store, OWN_SECRET, () => secretFrom(given.random));

const secretFrom = (random: Random): string => Buffer.from(random(32)).toString("base64");

function kept(store: SecretStore, secret: typeof OWN_KEY, make: () => string): string {
  const found = store.find(secret);
  if (found !== undefined) return found;
  const made = make();
  store.replace(secret, made);
  return made;
}
