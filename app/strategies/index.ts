export type { Signal, Strategy } from "./strategy.ts";
export {
  type ParametersOf,
  type StrategyChoice,
  type StrategyDefinition,
  type StrategyName,
  strategies,
  strategyMaker,
} from "./table.ts";
