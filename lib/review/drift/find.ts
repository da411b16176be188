import { differencesOf } from "../differs/index.ts";
import { isStoppedContainer } from "../guard/docker.ts";
import { isIdle, warningsOf } from "../guard/index.ts";
import type { ResourceChange } from "../plan/plan.ts";
import { cautionsOf, redactedPlan } from "../redacted.ts";
import type { ReviewGiven, StackPlan } from "../review.ts";
import { type Redactor, redactorOf } from "../secrets/index.ts";
import { type Effect, effectsOf } from "../verdict/index.ts";
import { asRead, withOnly } from "../verdict/sides.ts";
import type { Differing, Drift } from "./drift.ts";
import { isOfWorld, wantedOtherwise } from "./sides.ts";

export type DriftGiven = Pick<ReviewGiven, "differs" | "known" | "secrets">;

/** What was found, and the check that whatever is made of it must pass before anybody sees it. */
export interface FoundDrift extends Pick<Redactor, "requireClean"> {
  readonly drift: Drift;
}

/**
 * Who differs, by whole plans (no target, with refresh) that nobody applies: what the plans found changed in the world,
 * and what they would change. Secrets are taken out first.
 */
export async function driftIn(plans: readonly StackPlan[], given: DriftGiven): Promise<FoundDrift> {
  const redactor = redactorOf({ plans: plans.map(({ plan }) => plan), known: given.secrets });
  const hidden = plans.map(({ stack, plan }) => ({ stack: redactor.text(stack), plan: redactedPlan(redactor, plan) }));
  const objects = await Promise.all(hidden.map((one) => differingIn(one, given)));
  const cautions = hidden.flatMap(({ stack, plan }) => cautionsOf(stack, plan));
  return { requireClean: redactor.requireClean, drift: { objects: objects.flat(), cautions } };
}

/** What the next apply has to do with an object, and what the world did to it. */
interface Found {
  readonly effect: Effect;
  /** Undefined for an output. */
  readonly change: ResourceChange | undefined;
  readonly drifted: ResourceChange | undefined;
}

async function differingIn({ stack, plan }: StackPlan, { differs, known }: DriftGiven): Promise<readonly Differing[]> {
  const differences = (change: ResourceChange) => differencesOf(change, differs);
  const effects = await effectsOf(plan, { stack, known, warnings: warningsOf, differences });
  const changes = new Map(plan.changes.flatMap((one) => (one.deposed === undefined ? [[one.address, one]] : [])));
  const drifts = new Map(plan.drift.flatMap((one) => (one.deposed === undefined ? [[one.address, one]] : [])));
  const found = effects.map((effect) => ({
    effect,
    change: changes.get(effect.resource),
    drifted: drifts.get(effect.resource),
  }));
  const open = found.filter(({ change }) => change === undefined || !isIdle(change));
  return Promise.all(open.map((one) => differing(one, differences)));
}

type Differences = (change: ResourceChange) => Promise<readonly string[]>;

async function differing(found: Found, differences: Differences): Promise<Differing> {
  const { effect, change, drifted } = found;
  const world = isOfWorld(drifted) ? await worldSays(drifted, change, differences) : [];
  const code = await codeSays(found, differences);
  return {
    resource: effect.resource,
    stack: effect.stack,
    name: effect.name,
    differs: world.length === 0 ? "code" : code.length === 0 ? "world" : "both",
    world,
    code,
    next: nextOf(found),
    data: effect.data,
  };
}

async function worldSays(
  drifted: ResourceChange,
  change: ResourceChange | undefined,
  differences: Differences,
): Promise<readonly string[]> {
  if (drifted.action === "destroy") return ["it was deleted outside of Terraform"];
  if (change !== undefined && isStoppedContainer(change)) return ["it was stopped: it does not run, and should"];
  const read = asRead(drifted);
  const lines = await differences(read);
  return lines.length > 0 ? lines : Object.keys(Object(read.after)).map((name) => `${name} was changed`);
}

/** Empty where the code wants nothing but what was applied. */
async function codeSays({ effect, change, drifted }: Found, differences: Differences): Promise<readonly string[]> {
  if (effect.happens === "drifted") return [];
  const { because, differences: lines } = effect;
  if (change === undefined || change.action === "destroy" || !isOfWorld(drifted)) {
    const said = [...because, ...lines];
    return said.length > 0 ? said : [effect.happens === "created" ? "it was never made" : "it is not applied yet"];
  }
  const otherwise = new Set(wantedOtherwise(change, drifted));
  if (otherwise.size === 0) return [];
  return differences(withOnly({ ...change, before: drifted.before }, (name) => otherwise.has(name)));
}

function nextOf({ effect: { happens, says }, drifted }: Found): readonly string[] {
  if (happens === "created") return [drifted?.action === "destroy" ? "it is made again" : "it is made"];
  if (happens !== "drifted") return says.length > 0 ? says : ["it is changed"];
  return drifted?.action === "destroy"
    ? ["nothing: the configuration no longer has it"]
    : ["nothing: the configuration leaves that as it is"];
}
