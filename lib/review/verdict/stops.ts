import { isStoppedContainer } from "../guard/docker.ts";
import type { ResourceChange } from "../plan/plan.ts";
import type { Known } from "./known.ts";

/** Resources that are a running program; others are away while they are replaced, but nothing stops. */
const RUNS =
  /^(docker_(container|service)|aws_(instance|db_instance|rds_cluster_instance|ecs_service|elasticache_cluster)|google_(compute_instance|sql_database_instance|cloud_run_v2_service)|azurerm_(linux|windows)_virtual_machine|kubernetes_(deployment|stateful_set|daemonset|daemon_set|pod|replication_controller)(_v1)?)$/;

export const isProgram = ({ type }: ResourceChange, known: Known | undefined): boolean =>
  known?.restart !== undefined || RUNS.test(type);

/** `it stops for 2.1 s` where it restarts as it was when that was measured, or that nobody measured it. */
export const howLong = (known: Known | undefined): string =>
  known?.restart === undefined ? "it stops, for how long was not measured" : `it stops for ${known.restart}`;

/** What a replacement means to who uses the object, and for how long. */
export function replacementSays(change: ResourceChange, known: Known | undefined): string {
  if (change.action === "replace-first-created")
    return "the new one is made before the old one is deleted; what uses the old one by its id must follow";
  if (isStoppedContainer(change)) return "it does not run now: it is deleted, then made and started anew";
  if (!isProgram(change, known)) return "it is deleted, then made anew; what uses it is without it meanwhile";
  return known?.restart === undefined
    ? `${howLong(known)}: it is deleted, then made and started anew`
    : `it stops for at least ${known.restart}: it is deleted, then made and started anew, which takes no less than a restart`;
}

export function destructionSays(change: ResourceChange, known: Known | undefined): string {
  if (change.deposed !== undefined) return "an earlier replacement left it behind; the one that took its place stays";
  if (isProgram(change, known)) return "it stops and does not come back";
  // Nothing runs from it: the engine refuses to remove an image that a container uses.
  if (change.type === "docker_image")
    return "it is removed from the engine's store; going back to it needs it pulled or built again";
  return "it is deleted and does not come back";
}
