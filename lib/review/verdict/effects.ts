import type { OutputChange, Plan, ResourceChange } from "../plan/plan.ts";
import { carried, happensTo, isAway } from "./classify.ts";
import { dataLostWith } from "./data.ts";
import { dependentsIn } from "./dependents.ts";
import { becauseOf, isCarried, saysOf, type Told } from "./describe.ts";
import { driftOf, setBackBy } from "./drift.ts";
import type { KnownOf } from "./known.ts";
import { withoutMechanics } from "./mechanics.ts";
import { asRead, withoutComputed } from "./sides.ts";
import { isProgram } from "./stops.ts";
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
  const effects = await Promise.all(
    told.map(async (one) => ({
      effect: await effectOf(one, given, dependents),
      runs: isProgram(one.change, one.known),
    })),
  );
  const drifted = await Promise.all(driftOf(plan).map((change) => driftEffect(change, given)));
  const others = [...drifted, ...plan.outputs.flatMap((output) => outputEffect(output, given.stack))];
  return sorted([...effects, ...others.map((effect) => ({ effect, runs: false }))]);
}

interface Ranked {
  readonly effect: Effect;
  /** Whether it is a running program, rather than something that lies in a store. */
  readonly runs: boolean;
}

/**
 * By what happens; among those of one kind by what is at risk: data that goes, then how many that stay are without it,
 * then what runs and stops.
 */
function sorted(all: readonly Ranked[]): readonly Effect[] {
  const gone = new Set(all.flatMap(({ effect }) => (effect.happens === "destroyed" ? [effect.name] : [])));
  const ranksOf = ({ effect: { happens, data, dependents }, runs }: Ranked): readonly number[] => [
    HAPPENINGS.indexOf(happens),
    data.length > 0 ? 0 : 1,
    -dependents.filter((name) => !gone.has(name)).length,
    runs ? 0 : 1,
  ];
  const ranked = all.map((one) => ({ effect: one.effect, ranks: ranksOf(one) }));
  return ranked
    .toSorted((a, b) => ordered(a.ranks, b.ranks) || compared(a.effect.resource, b.effect.resource))
    .map(({ effect }) => effect);
}

const ordered = (a: readonly number[], b: readonly number[]): number =>
  a.map((rank, at) => rank - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function toldOf(change: ResourceChange, around: Surroundings, knownOf: KnownOf): readonly Told[] {
  const known = knownOf(change);
  const own = happensTo(change);
  const happens = known ? carried(change, known, own, around.away) : own;
  if (happens === undefined) return [];
  const drifted = change.deposed === undefined ? around.drifted.get(change.address) : undefined;
  const isGone = happens === "created" && drifted?.action === "destroy";
  const setBack = setBackBy(change, drifted);
  const { deletedVolumes } = around;
  return [{ ...withoutMechanics(change, known), known, happens, deletedVolumes, isGone, setBack }];
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
    differences: await differencesIn(told, given),
    warnings: given.warnings(change),
  };
}

async function differencesIn({ change, known, happens }: Told, given: EffectsGiven): Promise<readonly string[]> {
  if (isCarried(known, change)) return given.differences(withoutComputed(change));
  return HAS_DIFFERENCES.includes(happens) ? given.differences(change) : [];
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
    differences: change.action === "destroy" ? [] : await given.differences(asRead(change)),
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
