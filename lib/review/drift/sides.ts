import { isUnknown } from "../guard/attributes.ts";
import { isPerpetual, trueDifferences } from "../guard/index.ts";
import type { ResourceChange } from "../plan/plan.ts";

/** Whether somebody changed or deleted the object outside of Terraform, beyond what its provider always reports. */
export const isOfWorld = (drifted: ResourceChange | undefined): drifted is ResourceChange =>
  drifted !== undefined && drifted.action !== "no-op" && !isPerpetual(drifted);

/**
 * The attributes that the code wants otherwise than they were applied, whatever the world made of them since. What is
 * decided during the apply counts only where it forces a replacement: else a provider decides it at every creation.
 */
export function wantedOtherwise(change: ResourceChange, drifted: ResourceChange): readonly string[] {
  const forcing = new Set(change.replacePaths.map(([root]) => String(root)));
  const sinceApplied = { ...change, action: "update" as const, before: drifted.before };
  return trueDifferences(sinceApplied).filter((name) => !isUnknown(change, name) || forcing.has(name));
}
