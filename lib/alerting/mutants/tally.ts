import type { Equivalent } from "./equivalent.ts";
import type { Judgement, Verdict } from "./judge.ts";
import type { Mutant } from "./mutant.ts";

/** Judgements, and the mutants that are known to be the alert itself in other words. */
export interface Results {
  readonly judgements: readonly Judgement[];
  readonly equivalents: readonly Equivalent[];
}

export interface Survivor {
  readonly alert: string;
  readonly mutant: Mutant;
}

export interface Tally {
  readonly mutants: number;
  readonly killed: number;
  readonly equivalent: number;
  /** Neither killed nor equivalent: mistakes that no proof would notice. */
  readonly survivors: readonly Survivor[];
  /** Equivalents that name no mutant, or one that a proof kills. */
  readonly needless: readonly Equivalent[];
}

export function tally({ judgements, equivalents }: Results): Tally {
  const alive = judgements.flatMap(({ alert, verdicts }) =>
    verdicts.filter(survives).map(({ mutant }) => ({ alert, mutant })),
  );
  const mutants = judgements.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  const survivors = alive.filter((one) => !equivalents.some((equivalent) => isOf(equivalent, one)));
  return {
    ...{ mutants, survivors },
    killed: mutants - alive.length,
    equivalent: alive.length - survivors.length,
    needless: equivalents.filter((equivalent) => !alive.some((one) => isOf(equivalent, one))),
  };
}

export const survives = ({ killedBy }: Verdict): boolean => killedBy === undefined;

const isOf = (equivalent: Equivalent, { alert, mutant }: Survivor): boolean =>
  equivalent.alert === alert && equivalent.mutant === mutant.what;
