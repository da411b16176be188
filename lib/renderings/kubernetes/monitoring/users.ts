import type { Target } from "../../../services/target.ts";
import type { Labels } from "../names.ts";
import type { KubernetesObject } from "../object.ts";
import { secretData } from "./secret-data.ts";

/** The names of users, each under itself: the operator takes a user's name from a Secret only. No password is in it. */
export function usersSecret(
  { namespace, labels }: { readonly namespace: string; readonly labels: Labels },
  targets: readonly Target[],
  name: string,
): KubernetesObject {
  const users = targets.flatMap(({ credentials }) => (credentials?.kind === "basic" ? [credentials.user] : []));
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace, labels },
    type: "Opaque",
    data: secretData([...new Set(users)].sort().map((user) => [user, user] as const)),
  };
}
