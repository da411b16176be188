import type { Marks, Path, Value } from "./value.ts";

/**
 * What Terraform will do with a resource (https://developer.hashicorp.com/terraform/internals/json-format#change-representation).
 * `replace` destroys before it creates, `replace-first-created` the other way round; `forget` takes the object out of the
 * state and leaves it as it is; `unknown` is a word that a later Terraform may bring, kept in `words`.
 */
export type Action =
  | "no-op"
  | "read"
  | "create"
  | "update"
  | "destroy"
  | "replace"
  | "replace-first-created"
  | "forget"
  | "forget-and-create"
  | "unknown";

/** One object and what happens to it. */
export interface ResourceChange {
  /** `module.a.docker_container.web[0]` */
  readonly address: string;
  /** Where it stood before, when it was moved. */
  readonly movedFrom?: string;
  readonly mode: "managed" | "data";
  /** `docker_container` */
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  /** `registry.terraform.io/kreuzwerker/docker` */
  readonly provider: string;
  /** The key of an object that a replacement left behind, which a later plan destroys. */
  readonly deposed?: string;
  readonly action: Action;
  /** The actions as the plan words them. */
  readonly words: readonly string[];
  /** Why, in Terraform's own word: `replace_because_tainted`. */
  readonly reason?: string;
  readonly before: Value;
  readonly after: Value;
  readonly afterUnknown: Marks;
  readonly beforeSensitive: Marks;
  readonly afterSensitive: Marks;
  /** The attributes that cannot be changed in place. */
  readonly replacePaths: readonly Path[];
  /** The id of the object in the world that this brings under Terraform. */
  readonly importing?: string;
}

export interface OutputChange {
  readonly name: string;
  readonly action: Action;
  readonly before: Value;
  readonly after: Value;
  /** What of `after` is known only at the apply. */
  readonly afterUnknown?: Marks;
  readonly sensitive: boolean;
}

/** A saved plan, as `terraform show -json` or `tofu show -json` prints it, read and normalized. */
export interface Plan {
  /** `1.2` */
  readonly formatVersion: string;
  /** The version of the program that planned: `1.11.4`; absent where the plan does not say. */
  readonly toolVersion?: string;
  /** Everything that the configuration and the state know, `no-op` included, in the plan's order. */
  readonly changes: readonly ResourceChange[];
  /** What the world had changed since the last apply; `action` is what happened to the object there. */
  readonly drift: readonly ResourceChange[];
  readonly outputs: readonly OutputChange[];
  /** Address of a resource in the configuration (no index) -> those that it refers to or names in `depends_on`. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** Why this plan is not the whole of what will happen: it failed, was targeted, or put changes off. Empty when it is. */
  readonly incomplete: readonly string[];
  /** Conditions (`check`, preconditions) that do not hold, in their own words. */
  readonly failedChecks: readonly string[];
}
