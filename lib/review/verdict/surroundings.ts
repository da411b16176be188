import { attributesOf } from "../guard/attributes.ts";
import type { Plan, ResourceChange } from "../plan/plan.ts";
import { happensTo, isAway } from "./classify.ts";
import type { KnownOf } from "./known.ts";

/** What else the plan does that changes what a change means. */
export interface Surroundings {
  /** Names of objects that are stopped, replaced or destroyed for themselves, not as carriers. */
  readonly away: ReadonlySet<string>;
  /** What was found changed or deleted outside of Terraform, by address. */
  readonly drifted: ReadonlyMap<string, ResourceChange>;
  /** The engine's names of volumes that are deleted. */
  readonly deletedVolumes: ReadonlySet<string>;
}

export function surroundingsOf({ changes, drift }: Plan, known: KnownOf): Surroundings {
  const leaving = changes.filter((change) => isAway(happensTo(change)));
  return {
    away: new Set(leaving.flatMap((change) => ownName(change, known))),
    drifted: new Map(drift.flatMap((one) => (one.deposed === undefined ? [[one.address, one]] : []))),
    deletedVolumes: new Set(leaving.filter(({ type }) => type === "docker_volume").flatMap(volumeName)),
  };
}

function ownName(change: ResourceChange, known: KnownOf): readonly string[] {
  const knows = known(change);
  return knows === undefined || knows.carriesTo !== undefined || change.deposed !== undefined ? [] : [knows.name];
}

function volumeName({ before }: ResourceChange): readonly string[] {
  const { name } = attributesOf(before);
  return typeof name === "string" ? [name] : [];
}
