export type { Differ } from "./differs/index.ts";
export { ReviewError, type ReviewErrorCode } from "./errors.ts";
export { html, json, markdown, terminal } from "./outputs/index.ts";
export type { Plan, ResourceChange } from "./plan/plan.ts";
export { readPlan } from "./plan/read.ts";
export { POLICIES, type PolicyWaiver } from "./policies/index.ts";
export { type Review, type ReviewGiven, review, type StackPlan } from "./review.ts";
export type { Known, KnownOf, Verdict } from "./verdict/index.ts";
