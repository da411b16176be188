import type { Operator } from "./operator.ts";
import * as operators from "./operators/index.ts";

/** Every operator, by id. */
export const OPERATORS: readonly Operator[] = Object.values(operators).sort((a, b) => (a.id < b.id ? -1 : 1));
