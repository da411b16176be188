import { example } from "../../../../lib/review/guard/example.ts";
import type { Plan, ResourceChange } from "../../../../lib/review/plan/plan.ts";
import { type Effect, effectsOf, type Known } from "../../../../lib/review/verdict/index.ts";

export { example };

export const plan = (changes: readonly ResourceChange[], more: Partial<Plan> = {}): Plan => ({
  ...{ formatVersion: "1.2", changes, drift: [], outputs: [], references: new Map() },
  ...{ incomplete: [], failedChecks: [] },
  ...more,
});

export const knownOf =
  (known: { readonly [address: string]: Known }) =>
  ({ address }: ResourceChange): Known | undefined =>
    known[address];

export const effects = (of: Plan, known: { readonly [address: string]: Known } = {}): Promise<readonly Effect[]> =>
  effectsOf(of, {
    stack: "platform",
    known: knownOf(known),
    warnings: () => [],
    differences: async ({ address }) => [`differences of ${address}`],
  });

/** The only effect of a plan with one change. */
export async function effect(change: ResourceChange, known?: Known, more: Partial<Plan> = {}): Promise<Effect> {
  const [one, ...others] = await effects(plan([change], more), known ? { [change.address]: known } : {});
  if (one === undefined || others.length > 0) throw new Error(`one effect was expected, not ${others.length + 1}`);
  return one;
}
