import { attributesOf, plannedAttributes } from "../guard/attributes.ts";
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
      return staysInTheWorld(change) ? "forgotten" : "destroyed";
    case "replace":
    case "replace-first-created":
      return isOnlyStopped(change) ? "restarted" : "replaced";
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

/** Whether it is replaced for nothing but that it does not run: a stopped container reads as one without ports. */
const isOnlyStopped = (change: ResourceChange): boolean =>
  isStoppedContainer(change) &&
  change.replacePaths.every(([root]) => root === "ports") &&
  (change.reason === undefined || change.reason === "replace_because_cannot_update");

/**
 * Whether its provider leaves the object as it is where the plan says delete. An image with keep_locally stays on the
 * engine: removeImage of kreuzwerker/docker 4.6.0, resource_docker_image_funcs.go.
 */
export const staysInTheWorld = ({ type, action, before }: ResourceChange): boolean =>
  type === "docker_image" && action === "destroy" && attributesOf(before)["keep_locally"] === true;

function updated(change: ResourceChange): Happens {
  if (isStoppedContainer(change) || restartOf(change)) return "restarted";
  const changed = plannedAttributes(change);
  return changed.length > 0 && changed.every((name) => DESCRIBES.includes(name)) ? "metadata" : "changed";
}

/** Whether whoever uses the object is without it for a while, or for ever. */
export const isAway = (happens: Happens | undefined): boolean =>
  happens === "destroyed" || happens === "replaced" || happens === "restarted";

/**
 * What a replaced carrier of files does to the object that it carries to: nothing where that one is made anew in the same
 * plan (`away`) or the files are the same, and nothing yet where that one reads its files only when it starts.
 */
export function carried(
  change: ResourceChange,
  { carriesTo }: Known,
  happens: Happens | undefined,
  away: ReadonlySet<string>,
): Happens | undefined {
  if (carriesTo === undefined || happens !== "replaced") return happens;
  if (away.has(carriesTo.name) || !bringsFiles(change, carriesTo.files)) return "metadata";
  return carriesTo.reloads ? "reloaded" : "changed";
}

/** A damaged carrier failed halfway: the files that it was to bring may be new to whoever reads them. */
export const bringsFiles = (change: ResourceChange, files: string): boolean =>
  change.reason === "replace_because_tainted" || plannedAttributes(change).includes(files);
