import { attributesOf, changedAttributes, isSame, isUnknown, plannedAttributes } from "../guard/attributes.ts";
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

/** Attributes that were changed outside of Terraform and that the plan sets back to what they were. */
export function setBackBy(change: ResourceChange, drifted: ResourceChange | undefined): readonly string[] {
  if (drifted === undefined || drifted.action !== "update" || isPerpetual(drifted)) return [];
  const [was, becomes] = [attributesOf(drifted.before), attributesOf(change.after)];
  const changed = new Set(plannedAttributes(change).filter((name) => !isUnknown(change, name)));
  return changedAttributes(drifted).filter((name) => changed.has(name) && isSame(was[name], becomes[name]));
}
