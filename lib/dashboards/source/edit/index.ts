export { type AlertCode, alertCode, editAlert } from "./alert.ts";
export { type Edited, edit, type Outcome, type SharedThreshold, type Sources, sourceOf } from "./edit.ts";
export type { Read } from "./program.ts";
export { type Refusal, Refused } from "./refusal.ts";
