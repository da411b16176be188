import type { LintRule } from "./rule.ts";
import * as rules from "./rules/index.ts";

/** Every rule, by id. */
export const RULES: readonly LintRule[] = Object.values(rules).sort((a, b) => (a.id < b.id ? -1 : 1));
