import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import type { Engine } from "../engine/index.ts";
import type { StandingPolicy } from "../hosted/policy-guard.ts";
import { apply } from "./apply.ts";
import { accessToContent, contentLeft, shownAt } from "./content.ts";
import { applyInOrder } from "./in-order.ts";
import type { Lock } from "./lock.ts";
import { clearTheWay, type Preparation, type Prepared, prepare } from "./prepare.ts";
import type { TargetState } from "./prometheus.ts";
import { whileReached } from "./reach.ts";
import type { Site } from "./site.ts";
import { type StackName, synthesized } from "./synthesis.ts";

export interface BringUp extends Preparation {
  readonly lock: Pick<Lock, "cutShort" | "settled">;
  readonly policy: StandingPolicy;
}

export interface Standing {
  readonly platform: Model;
  readonly engine: Engine;
  readonly targets: readonly TargetState[];
  /** What became of the dashboards, in words for a person. */
  readonly content: string;
}

/** From whatever there is to everything up. Each step finds out what is left to do, so it can be run again at any time. */
export async function bringUp(context: Context, request: BringUp): Promise<Standing> {
  const { site, lock, policy } = request;
  const prepared = await prepare(context, { ...request, afterSynthesis: () => clearTheWay(context, site, lock) });
  const { platform, engine } = prepared;
  let content = "";
  const targets = await whileReached(context, engine, { site, platform }, () =>
    applyInOrder(context, site, platform, async (stack) => {
      if (stack === "content") content = await fillGrafana(context, site, prepared, policy);
      else await applyNow(context, site, stack, prepared.terraform.run);
    }),
  );
  return { platform, engine, content, targets };
}

const applyNow = (context: Context, { out }: Site, stack: StackName, terraform: Prepared["terraform"]["run"]) =>
  apply({ ...context, terraform, stack, folder: synthesized(out, stack).folder });

/** Fills Grafana where that can be done. Where not, the result says so: nothing is skipped without a word. */
async function fillGrafana(context: Context, site: Site, prepared: Prepared, policy: StandingPolicy): Promise<string> {
  const access = await accessToContent(context, site, prepared, policy);
  if (access.why !== undefined) return contentLeft(prepared.platform, access.why);
  await applyNow(context, site, "content", access.terraform);
  return shownAt(prepared.platform);
}
