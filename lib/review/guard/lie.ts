import type { ResourceChange } from "../plan/plan.ts";

/** Something that a provider's plan says and its apply does not do, or the other way round. */
export interface Lie {
  /** `docker/healthcheck-not-applied` */
  readonly id: string;
  readonly kind: "reported, not applied" | "perpetual difference" | "silent" | "ids stripped";
  readonly summary: string;
  /** The provider's issue, or our own test of it. */
  readonly source: string;
  /** The attributes that differ for ever where it applies: no drift. */
  readonly attributes?: readonly string[];
  readonly bad: readonly ResourceChange[];
  readonly good: readonly ResourceChange[];
  /** The warning, in words that say what to do; undefined where it does not apply. */
  readonly run: (change: ResourceChange) => string | undefined;
}
