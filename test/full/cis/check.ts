import type { InspectedContainer } from "../../../lib/review/policies/index.ts";

/** Who excuses that something does not hold, and until when. */
export interface Excuse {
  readonly reason: string;
  readonly owner: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
}

/** A recommendation of the benchmark that what the engine tells of a container decides. */
export interface ContainerCheck {
  readonly id: string;
  /** As the benchmark has it. */
  readonly title: string;
  /** What was found, in a few words; containers of which the same is said stand together. */
  readonly seen: (container: InspectedContainer) => string;
  readonly holds: (container: InspectedContainer) => boolean;
  /** The policy of the review that says the same: its waivers count here. */
  readonly policy?: string;
  /** Where it holds of none, on purpose. */
  readonly excuse?: Excuse;
}

/** A recommendation that no container's description can answer. */
export type OtherCheck = { readonly id: string; readonly title: string } & (
  | { readonly status: "manual" | "not applicable" | "elsewhere"; readonly why: string }
  | { readonly status: "waived"; readonly excuse: Excuse }
);

export type Check = ContainerCheck | OtherCheck;
export const isDecided = (check: Check): check is ContainerCheck => "holds" in check;
