import type { Secret } from "../../services/secret.ts";
import { type Receiver, secretsOf } from "./receiver.ts";
import { type RootRoute, type Route, receiversOf } from "./route.ts";

export interface OmittedReceiver {
  readonly name: string;
  readonly why: string;
}

/** Leaves out the receivers whose secrets an environment has not got, and says which. */
export function withSecrets(
  root: RootRoute,
  has: (secret: Secret) => boolean,
): { readonly route: RootRoute; readonly omitted: readonly OmittedReceiver[] } {
  const omitted = receiversOf(root).flatMap((receiver) => {
    const missing = secretsOf(receiver).filter((secret) => !has(secret));
    return missing.length > 0
      ? [{ name: receiver.name, why: `its secret ${missing.map(({ name }) => name).join(", ")} is not there` }]
      : [];
  });
  const absent = new Set(omitted.map(({ name }) => name));
  return { route: without(root, absent), omitted };
}

const without = <R extends Route>(route: R, absent: ReadonlySet<string>): R => ({
  ...route,
  to: absent.has(route.to.name) ? nobody(route.to) : route.to,
  ...(route.routes && { routes: route.routes.map((child) => without(child, absent)) }),
});

const nobody = ({ name }: Receiver): Receiver => ({ kind: "absent", name });
