import { plannedAttributes } from "../guard/attributes.ts";
import { isStoppedContainer } from "../guard/docker.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { bringsFiles, staysInTheWorld } from "./classify.ts";
import { volumesOf } from "./data.ts";
import type { Known } from "./known.ts";
import type { Plain } from "./mechanics.ts";
import { reasonsOf } from "./reasons.ts";
import { restartOf } from "./restarts.ts";
import { destructionSays, howLong, replacementSays } from "./stops.ts";
import type { Happens } from "./verdict.ts";

/** What the sentences about one change are made of. */
export interface Told extends Plain {
  readonly known: Known | undefined;
  readonly happens: Happens;
  /** The engine's names of volumes that the same plan deletes. */
  readonly deletedVolumes: ReadonlySet<string>;
  /** Whether it was found deleted outside of Terraform. */
  readonly isGone: boolean;
  /** Attributes that were changed outside of Terraform and that this sets back. */
  readonly setBack: readonly string[];
}

/** What forces or causes it. */
export function becauseOf(told: Told): readonly string[] {
  const { change, known, happens } = told;
  if (isCarried(known, change)) return carriedBecause(told);
  const stopped = isStoppedContainer(change);
  const restart = happens === "restarted" ? (restartOf(change)?.because ?? []) : [];
  return [
    ...(stopped ? ["it does not run, and should"] : []),
    ...told.standsFor,
    ...reasonsOf(change, [...told.told, ...(stopped ? OF_STOPPED : [])]),
    ...outside(told, stopped ? OF_STOPPED : []),
    ...restart,
  ];
}

function carriedBecause({ change, known, standsFor, told }: Told): readonly string[] {
  const files = known?.carriesTo?.files ?? "";
  const means = new Set([...(bringsFiles(change, files) ? ["its files change"] : []), ...standsFor]);
  return ["its carrier is replaced", ...means, ...reasonsOf(change, [...told, files])];
}

/** What a stopped container reads differently by: told by that it does not run. */
const OF_STOPPED: readonly string[] = ["must_run", "ports"];

const outside = ({ isGone, setBack }: Told, told: readonly string[] = []): readonly string[] => [
  ...(isGone ? ["it was deleted outside of Terraform"] : []),
  ...setBack.filter((name) => !told.includes(name)).map((name) => `${name} was changed outside of Terraform`),
];

/** What it means to who runs it. */
export function saysOf(told: Told): readonly string[] {
  const { change, known } = told;
  return [
    ...(isCarried(known, change) ? [carriedSays(told)] : happensSays(told)),
    ...movedSays(change),
    ...(change.importing === undefined ? [] : [`it exists already and comes under Terraform (id ${change.importing})`]),
    ...keptSays(told),
  ];
}

/** Whether its replacement only brings files to another object. */
export const isCarried = (known: Known | undefined, { action }: ResourceChange): boolean =>
  known?.carriesTo !== undefined && (action === "replace" || action === "replace-first-created");

function movedSays({ movedFrom, action }: ResourceChange): readonly string[] {
  if (movedFrom === undefined) return [];
  const stays = action === "no-op" || action === "update" ? "; the object itself stays" : "";
  return [`Terraform's name for it was ${movedFrom}${stays}`];
}

function carriedSays({ change, known, happens }: Told): string {
  const { name = "", files = "" } = known?.carriesTo ?? {};
  if (happens === "reloaded") return `${name} loads its new files without a stop`;
  if (happens !== "metadata")
    return `${name} reads its new files only when it starts next, which this plan does not do`;
  return bringsFiles(change, files)
    ? `it carries files to ${name}, which is made anew with them`
    : `it carries the same files to ${name}, which notices nothing`;
}

function happensSays(told: Told): readonly string[] {
  const { change, known, happens } = told;
  switch (happens) {
    case "destroyed":
      return [destructionSays(change, known)];
    case "replaced":
      return [replacementSays(change, known)];
    case "restarted":
      return [restartSays(told)];
    case "changed":
      return [changedSays(change)];
    case "forgotten":
      return [forgottenSays(change), ...anew(change)];
    case "created":
    case "drifted":
    case "reloaded":
      return [];
    case "metadata":
      return change.action === "update"
        ? [`only ${plannedAttributes(change).join(", ")}: nothing that runs notices`]
        : [];
  }
}

const forgottenSays = (change: ResourceChange): string =>
  staysInTheWorld(change)
    ? "it stays in the engine's store (keep_locally), and Terraform no longer looks after it"
    : "it goes on as it is, and Terraform no longer looks after it";

const anew = ({ action }: ResourceChange): readonly string[] =>
  action === "forget-and-create" ? ["a new one is made beside it"] : [];

function restartSays({ change, known }: Told): string {
  if (!isStoppedContainer(change)) return `${restartOf(change)?.says}; ${howLong(known)}`;
  return change.action === "update"
    ? "it is started"
    : "a new container is made and started in its place: the old one's log goes";
}

function changedSays(change: ResourceChange): string {
  if (change.action === "unknown")
    return `Terraform says "${change.words.join(", ")}", which this review does not know: take it for the worst`;
  const changed = plannedAttributes(change);
  return changed.length === 0 ? "changed in place" : `changed in place: ${changed.join(", ")}`;
}

// What a reader fears first of a replaced database, and needs not.
function keptSays({ change, happens, deletedVolumes }: Told): readonly string[] {
  if (!["destroyed", "replaced", "restarted"].includes(happens)) return [];
  const kept = volumesOf(change).filter((name) => !deletedVolumes.has(name));
  return kept.length > 0 ? [`its data stays: it is in the volume${kept.length > 1 ? "s" : ""} ${kept.join(", ")}`] : [];
}
