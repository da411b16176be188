export { OPERATORS } from "./list.ts";
export { type Mutant, type MutationGiven, mutantsOf } from "./mutant.ts";
export type { Change, Example, ForChange, Operator, Subject, TextChange } from "./operator.ts";
