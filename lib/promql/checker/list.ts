import type { Check } from "./check.ts";
import * as checks from "./checks/index.ts";

/** Every check, by id. */
export const CHECKS: readonly Check[] = Object.values(checks).sort((a, b) => (a.id < b.id ? -1 : 1));
