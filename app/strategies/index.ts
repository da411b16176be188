import { SmaCross, type SmaCrossParameters, smaCrossParameters } from "./sma-cross.ts";
import type { Strategy } from "./strategy.ts";

export type { Signal, Strategy } from "./strategy.ts";

/** Every strategy by name: its parameters' schema and how it is made. */
export const strategies = {
  "sma-cross": {
    parameters: smaCrossParameters,
    create: (parameters: SmaCrossParameters): Strategy => new SmaCross(parameters),
  },
} as const;
