import { isPerpetual } from "../guard/perpetual.ts";
import type { Plan, ResourceChange } from "../plan/plan.ts";
import { happensTo } from "./classify.ts";

/** What changed outside of Terraform and is told nowhere else: no change of its own in the plan, no provider's habit. */
export function driftOf({ changes, drift }: Plan): readonly ResourceChange[] {
  const told = new Set(changes.filter((change) => happensTo(change) !== undefined).map(({ address }) => address));
  return drift.filter(
    (change) =>
      change.mode === "managed" &&
      change.deposed === undefined &&
      change.movedFrom === undefined &&
      !told.has(change.address) &&
      !isPerpetual(change),
  );
}
