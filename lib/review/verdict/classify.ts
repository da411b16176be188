import { changedAttributes } from "../guard/attributes.ts";
import { isStoppedContainer } from "../guard/docker.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Known } from "./known.ts";
import { restartOf } from "./restarts.ts";
import type { Happens } from "./verdict.ts";

/** Attributes that name or describe and that no program reads. */
const DESCRIBES = ["annotations", "description", "labels", "tags", "tags_all"];

/** What this does to the object itself; undefined where nothing happens to it. Whom it carries files to is not asked here. */
export function happensTo(change: ResourceChange): Happens | undefined {
  if (change.mode === "data") return undefined;
  switch (change.action) {
    case "no-op":
      return change.movedFrom === undefined && change.importing === undefined ? undefined : "metadata";
    case "read":
      return undefined;
    case "destroy":
      return "destroyed";
    case "replace":
    case "replace-first-created":
      return isStoppedContainer(change) ? "restarted" : "replaced";
    case "create":
      return "created";
    case "forget":
    case "forget-and-create":
      return "forgotten";
    case "update":
      return updated(change);
    case "unknown":
      return "changed";
  }
}

function updated(change: ResourceChange): Happens {
  if (isStoppedContainer(change) || restartOf(change)) return "restarted";
  return changedAttributes(change).every((name) => DESCRIBES.includes(name)) ? "metadata" : "changed";
}

/** Whether whoever uses the object is without it for a while, or for ever. */
export const isAway = (happens: Happens | undefined): boolean =>
  happens === "destroyed" || happens === "replaced" || happens === "restarted";

/**
 * What a replaced carrier of files does to the object that it carries to: nothing of its own where that one is made anew
 * in the same plan (`away`), and nothing yet where that one reads its files only when it starts.
 */
export function carried(
  { carriesTo }: Known,
  happens: Happens | undefined,
  away: ReadonlySet<string>,
): Happens | undefined {
  if (carriesTo === undefined || happens !== "replaced") return happens;
  if (away.has(carriesTo.name)) return "metadata";
  return carriesTo.reloads ? "reloaded" : "changed";
}
