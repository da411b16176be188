export { MutantError } from "./errors.ts";
export { type Case, type Judgement, judge, type Verdict } from "./judge.ts";
export { OPERATORS } from "./list.ts";
export { type Mutant, type MutationGiven, mutantsOf } from "./mutant.ts";
export type { Change, Example, ForChange, Operator, Subject, TextChange } from "./operator.ts";
export type { Cache, Ended, Promtool, Toolbox } from "./promtool.ts";
