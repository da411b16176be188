import type { Secret } from "../../lib/services/secret.ts";
import { nearest } from "../terminal/nearest.ts";
import { cannotGenerate, permanentSecret, unknownSecret } from "./errors.ts";
import type { SecretStore } from "./store.ts";

/** The secret of that name; the error names the likeliest one meant. */
export function namedSecret(secrets: readonly Secret[], name: string): Secret {
  const names = secrets.map((secret) => secret.name);
  const found = secrets.find((secret) => secret.name === name);
  if (!found) throw unknownSecret(name, names, nearest(name, names));
  return found;
}

/** Gives a secret this value; fails where it has one that must stay. */
export function give(store: SecretStore, secret: Secret, value: string): void {
  requireReplaceable(store, secret);
  store.replace(secret, value);
}

function requireReplaceable(store: SecretStore, secret: Secret): void {
  if (secret.permanent !== undefined && store.find(secret) !== undefined)
    throw permanentSecret(secret.name, secret.permanent, store.path(secret));
}

/** Gives a secret the given value, or a new random one where we issue it ourselves. */
export function renew(store: SecretStore, secret: Secret, value: string | undefined): void {
  requireReplaceable(store, secret);
  if (value !== undefined) store.replace(secret, value);
  else if (secret.origin === "generated") store.renew(secret);
  else throw cannotGenerate(secret.name);
}
