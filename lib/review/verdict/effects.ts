import { isPerpetual } from "../guard/perpetual.ts";
import type { OutputChange, Plan, ResourceChange } from "../plan/plan.ts";
import { carried, happensTo, isAway } from "./classify.ts";
import { dataLostWith } from "./data.ts";
import { dependentsIn } from "./dependents.ts";
import { becauseOf, isCarried, saysOf, type Told } from "./describe.ts";
import { driftOf, setBackBy } from "./drift.ts";
import type { KnownOf } from "./known.ts";
import { type Surroundings, surroundingsOf } from "./surroundings.ts";
import { type Effect, HAPPENINGS, type Happens } from "./verdict.ts";

/** What tells more of a change than the plan does. */
export interface EffectsGiven {
  /** Empty for a plan alone. */
  readonly stack: string;
  readonly known: KnownOf;
  /** Where the provider will not do what the plan says. */
  readonly warnings: (change: ResourceChange) => readonly string[];
  /** What reads differently; not asked of what only comes or goes. */
  readonly differences: (change: ResourceChange) => Promise<readonly string[]>;
}

/** What applying the plan does to what runs, worst first; every replaced or destroyed object is named in it. */
export async function effectsOf(plan: Plan, given: EffectsGiven): Promise<readonly Effect[]> {
  const around = surroundingsOf(plan, given.known);
  const dependents = dependentsIn(plan, given.known);
  const told = plan.changes.flatMap((change) => toldOf(change, around, given.known));
  const effects = await Promise.all(told.map((one) => effectOf(one, given, dependents)));
  const drifted = await Promise.all(driftOf(plan).map((change) => driftEffect(change, given)));
  return sorted([...effects, ...drifted, ...plan.outputs.flatMap((output) => outputEffect(output, given.stack))]);
}

const sorted = (effects: readonly Effect[]): readonly Effect[] => {
  const rank = ({ happens }: Effect): number => HAPPENINGS.indexOf(happens);
  return effects.toSorted(
    (a, b) => rank(a) - rank(b) || (a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0),
  );
};

function toldOf(change: ResourceChange, around: Surroundings, knownOf: KnownOf): readonly Told[] {
  const known = knownOf(change);
  const own = happensTo(change);
  const happens = known ? carried(known, own, around.away) : own;
  if (happens === undefined) return [];
  if (change.action === "update" && happens === "metadata" && isPerpetual(change)) return [];
  const drifted = change.deposed === undefined ? around.drifted.get(change.address) : undefined;
  const isGone = happens === "created" && drifted?.action === "destroy";
  const setBack = setBackBy(change, drifted);
  return [{ change, known, happens, deletedVolumes: around.deletedVolumes, isGone, setBack }];
}

type Dependents = (change: ResourceChange) => readonly string[];

async function effectOf(told: Told, given: EffectsGiven, dependents: Dependents): Promise<Effect> {
  const { change, known, happens } = told;
  return {
    ...identity(change, given, happens),
    because: becauseOf(told),
    says: saysOf(told),
    data: isAway(happens) && change.action !== "update" ? dataLostWith(change, known) : [],
    dependents: isAway(happens) && change.deposed === undefined ? dependents(change) : [],
    differences: HAS_DIFFERENCES.includes(happens) || isCarried(known, change) ? await given.differences(change) : [],
    warnings: given.warnings(change),
  };
}

const HAS_DIFFERENCES: readonly Happens[] = ["replaced", "restarted", "reloaded", "changed", "drifted"];

function identity(change: ResourceChange, { stack, known }: EffectsGiven, happens: Happens) {
  const resource = change.deposed === undefined ? change.address : `${change.address} (deposed ${change.deposed})`;
  const knows = known(change);
  const name = happens === "reloaded" ? knows?.carriesTo?.name : knows?.name;
  return { resource, stack, name: name ?? resource, happens, action: change.words.join(", ") };
}

async function driftEffect(change: ResourceChange, given: EffectsGiven): Promise<Effect> {
  const says =
    change.action === "destroy"
      ? "it is gone: somebody deleted it outside of Terraform"
      : "it was changed outside of Terraform, and this plan leaves that as it is";
  return {
    ...identity(change, given, "drifted"),
    ...{ because: [], says: [says], data: [], dependents: [], warnings: [] },
    differences: change.action === "destroy" ? [] : await given.differences(change),
  };
}

// An output is read by people and other stacks; its value may be a secret and is never shown.
function outputEffect({ name, action }: OutputChange, stack: string): readonly Effect[] {
  if (action === "no-op") return [];
  const resource = `output.${name}`;
  return [
    {
      ...{ resource, stack, name: resource, happens: "metadata", action },
      ...{ because: [], says: ["only what the stack tells others changes"], data: [] },
      ...{ dependents: [], differences: [], warnings: [] },
    },
  ];
}
