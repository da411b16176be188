export type { TextCheck } from "./check.ts";
export type { WrittenRule } from "./rule.ts";
export { checkTexts, TEXT_CHECKS, type TextProblem } from "./texts.ts";
