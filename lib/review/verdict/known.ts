import type { ResourceChange } from "../plan/plan.ts";

/** What whoever runs an object knows of it beyond Terraform's plan. */
export interface Known {
  /** `service redis` */
  readonly name: string;
  /** When its process stops and starts again: how long that took when it was measured, in words; absent: not measured. */
  readonly restart?: string;
  /** What is lost with it: `trades, candles and orders`. */
  readonly data?: string;
  /** Those that use it, by name. */
  readonly dependents?: readonly string[];
  /** What is not watched, or whose alerts are not told, while it is away. */
  readonly watches?: readonly string[];
  /**
   * It only carries files to this other object, and its replacement is what that one makes of new files: it loads them
   * without a stop (`reloads`), or is itself replaced. `files` is the attribute that holds them.
   */
  readonly carriesTo?: { readonly name: string; readonly reloads: boolean; readonly files: string };
  /**
   * Attributes that only bring about what others tell, such as a hash that forces a replacement, and what their change
   * means: `labels[configuration]` (a block or key of an attribute) -> `its files change`. They are told by that alone.
   */
  readonly mechanics?: { readonly [attribute: string]: string };
}

/** Undefined for what is not known. */
export type KnownOf = (change: ResourceChange) => Known | undefined;
