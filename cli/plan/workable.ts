import { accessToContent } from "../stack/content.ts";
import type { Prepared } from "../stack/prepare.ts";
import type { Site } from "../stack/site.ts";
import { type StackName, synthesized } from "../stack/synthesis.ts";
import type { Workable } from "./stack.ts";

export interface Worked {
  /** In the order in which they are applied. */
  readonly stacks: readonly Workable[];
  /** Why a stack that there is is not among them. */
  readonly left: readonly string[];
}

/** The stacks that can be planned and applied here, and what is said of those that cannot. */
export async function workableStacks(site: Site, prepared: Prepared): Promise<Worked> {
  const workable = (name: StackName, terraform: Workable["terraform"]): Workable => ({
    name,
    folder: synthesized(site.out, name).folder,
    terraform,
  });
  const access = await accessToContent(site, prepared);
  const always = (["storage", "platform"] as const).map((name) => workable(name, prepared.terraform.run));
  return access.why === undefined
    ? { stacks: [...always, workable("content", access.terraform)], left: [] }
    : {
        stacks: always,
        left: [`content: checked against the provider's schema, neither planned nor applied: ${access.why}`],
      };
}
