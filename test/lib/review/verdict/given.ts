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

/** The changes whose differences are asked for, as they are handed to whoever tells them. */
export async function differencesAsked(of: Plan | ResourceChange, known?: Known): Promise<readonly ResourceChange[]> {
  const asked: ResourceChange[] = [];
  await effectsOf("changes" in of ? of : plan([of]), {
    ...{ stack: "", known: () => known, warnings: () => [] },
    differences: async (change) => {
      asked.push(change);
      return [];
    },
  });
  return asked;
}
