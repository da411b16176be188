import type { z } from "zod";
import { MeanReversion, type MeanReversionParameters, meanReversionParameters } from "./mean-reversion.ts";
import { SmaCross, type SmaCrossParameters, smaCrossParameters } from "./sma-cross.ts";
import type { Strategy } from "./strategy.ts";

/** Every strategy's parameters by its name, which is also its label value (STRATEGIES of metrics/quantflow/labels.ts). */
export interface ParametersOf {
  "sma-cross": SmaCrossParameters;
  "mean-reversion": MeanReversionParameters;
}

export type StrategyName = keyof ParametersOf;

export interface StrategyDefinition<Parameters> {
  /** Checks parameters from outside and fills in the defaults. */
  readonly parameters: z.ZodType<Parameters>;
  readonly create: (parameters: Parameters) => Strategy;
}

export const strategies: { readonly [Name in StrategyName]: StrategyDefinition<ParametersOf[Name]> } = {
  "sma-cross": {
    parameters: smaCrossParameters,
    create: (parameters) => new SmaCross(parameters),
  },
  "mean-reversion": {
    parameters: meanReversionParameters,
    create: (parameters) => new MeanReversion(parameters),
  },
};

/** A strategy by name, with its parameters as they come from outside. */
export interface StrategyChoice {
  readonly name: StrategyName;
  readonly parameters: unknown;
}

/** What makes the chosen strategy, anew for each market. Throws a ZodError when the parameters are not its own. */
export const strategyMaker = ({ name, parameters }: StrategyChoice): (() => Strategy) => makerOf(name, parameters);

function makerOf<Name extends StrategyName>(name: Name, given: unknown): () => Strategy {
  const { parameters, create } = strategies[name];
  const checked = parameters.parse(given);
  return () => create(checked);
}
