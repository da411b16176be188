import { choicesAmong } from "../monitoring/targets.ts";

/** Whose alerts: of any job. */
export const chosen = choicesAmong();
