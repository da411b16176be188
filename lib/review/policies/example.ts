import type { Value } from "../plan/value.ts";
import type { Resource } from "./policy.ts";

/** An example of a policy: a resource with no more than what the policy reads. */
export const example = (type: string, attributes: { readonly [key: string]: Value }): Resource => ({
  address: `${type}.example`,
  type,
  name: "example",
  attributes,
});

export const containers = (...all: readonly { readonly [key: string]: Value }[]): readonly Resource[] =>
  all.map((attributes) => example("docker_container", attributes));
