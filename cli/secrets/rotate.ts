import type { Secret } from "../../lib/services/secret.ts";
import { issue, requireUsable } from "../certificates/index.ts";
import { nearest } from "../terminal/nearest.ts";
import { cannotGenerate, permanentSecret, unknownSecret } from "./errors.ts";
import { type SecretStore, valueIn } from "./store.ts";

/** The secret of that name; the error names the likeliest one meant. */
export function namedSecret(secrets: readonly Secret[], name: string): Secret {
  const names = secrets.map((secret) => secret.name);
  const found = secrets.find((secret) => secret.name === name);
  if (!found) throw unknownSecret(name, names, nearest(name, names));
  return found;
}

/** Gives a secret this value; fails where it has one that must stay, and where a certificate would be of no use. */
export function give(store: SecretStore, secret: Secret, value: string, { secrets, now }: Renewal): void {
  requireReplaceable(store, secret);
  requireUsable(secret, valueIn(secret, value), { store, secrets, now });
  store.replace(secret, value);
}

function requireReplaceable(store: SecretStore, secret: Secret): void {
  if (secret.permanent !== undefined && store.find(secret) !== undefined)
    throw permanentSecret(secret.name, secret.permanent, store.path(secret));
}

/** What a new value is held against, and made of where we make it. */
export interface Renewal {
  /** Every secret of the platform: a certificate's authority is among them. */
  readonly secrets: readonly Secret[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Gives a secret the given value, or a new one where we make it ourselves: a random one, or another certificate. */
export async function renew(
  store: SecretStore,
  secret: Secret,
  value: string | undefined,
  { secrets, now }: Renewal,
): Promise<void> {
  if (value !== undefined) return give(store, secret, value, { secrets, now });
  requireReplaceable(store, secret);
  const authority = secrets.find(({ certifies }) => certifies === "certificates");
  if (secret.origin === "generated") store.renew(secret);
  else if (secret.origin === "issued" && authority) await issue(secret, authority, { store, now });
  else throw cannotGenerate(secret.name);
}
