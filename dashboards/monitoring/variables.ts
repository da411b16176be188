import { choicesAmong } from "./targets.ts";

/** Everything that is scraped or probed. */
export const chosen = choicesAmong();
