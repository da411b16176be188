import type { Value } from "../plan/value.ts";

/** A resource as it will stand: from the synthesized JSON or from a plan, in the plan's shape (blocks are lists). */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly attributes: { readonly [key: string]: Value };
}

export interface Breach {
  /** What was found, with the value where it is no secret: `published on 0.0.0.0`. */
  readonly message: string;
  /** What to do, in the imperative. */
  readonly remedy: string;
}

/** Something that must hold of every resource. */
export interface Policy {
  /** `docker/loopback-ports` */
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  /** Ids of the same check elsewhere: `CIS Docker 5.12`. */
  readonly alsoKnownAs: readonly string[];
  readonly bad: readonly Resource[];
  readonly good: readonly Resource[];
  readonly run: (resource: Resource) => readonly Breach[];
  /** Whether it has yet to know a value that it would judge: until it does, no waiver is idle. */
  readonly undecided?: (resource: Resource) => boolean;
}

/** What is allowed against a policy: why, who answers for it, and until when (the last day, `YYYY-MM-DD`). */
export interface PolicyWaiver {
  readonly policy: string;
  /** The resource's name (`cadvisor`). */
  readonly resource: string;
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}
