/** What a state was when it was planned on; Terraform counts `serial` up with every write. */
export interface SealedState {
  readonly lineage: string;
  /** A whole number from 0. */
  readonly serial: number;
}

/** One stack's saved plan and all it was made from. Hashes are SHA-256, 64 lower-case hex digits. */
export interface SealedStack {
  readonly name: string;
  /** Of the saved plan file, in clear. */
  readonly plan: string;
  /** `synthesizedHash` of its synthesized folder. */
  readonly synthesized: string;
  /** Of `.terraform.lock.hcl`; null where Terraform writes none, as without any provider. */
  readonly lock: string | null;
  /** Where its state lies, without any login: a file, or a schema, object or address of a backend. */
  readonly place: string;
  /** Null while there is no state yet. */
  readonly state: SealedState | null;
  /** `terraform 1.11.4`, `opentofu 1.10.0`. */
  readonly tool: string;
}

/** What was reviewed, so that nothing else is applied. */
export interface Seal {
  readonly version: 2;
  readonly environment: string;
  /** The id of the Docker engine it was planned against, as `docker info` tells it. */
  readonly engine: string;
  /** The full id: 40 hex digits, or 64 in a SHA-256 repository. */
  readonly commit: string;
  /** ISO 8601 in UTC: `2026-11-23T12:00:00.000Z`. */
  readonly created: string;
  /** ISO 8601 in UTC, after `created`; from then on nothing is applied. */
  readonly expires: string;
  /** In the order they are applied; at least one, each name once. */
  readonly stacks: readonly SealedStack[];
  /** SHA-256 of the verdict's JSON, as people saw it. */
  readonly review: string;
}
