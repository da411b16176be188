export { lint, problemText, unwaived } from "./lint.ts";
export { RULES } from "./list.ts";
export { lintPage } from "./page.ts";
export type { Finding, KnownAlert, LintRule, Problem, Subject, Surroundings, Waiver } from "./rule.ts";
export { board, panel, sample } from "./sample.ts";
