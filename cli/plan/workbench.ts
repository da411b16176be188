import type { Context } from "../command.ts";
import type { StandingPolicy } from "../hosted/policy-guard.ts";
import { accessToContent } from "../stack/content.ts";
import type { Prepared } from "../stack/prepare.ts";
import type { Site } from "../stack/site.ts";
import { type StackName, synthesized } from "../stack/synthesis.ts";
import { placeOfState } from "./bound-to.ts";
import type { Asked, Workable } from "./stack.ts";

/** What a plan or an apply works with. */
export interface Workbench {
  readonly terraform: Asked;
  /** The stacks that can be planned and applied here, in the order in which they are applied. */
  readonly stacks: readonly Workable[];
  /** Why a stack that there is is not among them. */
  readonly left: readonly string[];
}

export async function workbenchOf(
  context: Context,
  site: Site,
  prepared: Prepared,
  policy: StandingPolicy,
): Promise<Workbench> {
  const { terraform } = prepared;
  const workable = (name: StackName, run: Workable["terraform"]): Workable => {
    const { folder } = synthesized(site.out, name);
    return { name, folder, place: placeOfState(folder, context.variables), terraform: run };
  };
  const always = (["storage", "platform"] as const).map((name) => workable(name, terraform.run));
  const access = await accessToContent(context, site, prepared, policy);
  if (access.why === undefined)
    return { terraform, stacks: [...always, workable("content", access.terraform)], left: [] };
  const why = `content: checked against the provider's schema, neither planned nor applied: ${access.why}`;
  return { terraform, stacks: always, left: [why] };
}
