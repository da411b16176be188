import { changed } from "./changed.ts";
import { destroyed } from "./destroyed.ts";
import { docker } from "./docker.ts";
import type { Scenarios } from "./scenario.ts";
import { tofus } from "./tofu.ts";
import { values } from "./values.ts";

/** Each recorded plan by its file's name, and how it was made. */
export const SCENARIOS: Scenarios = { ...changed, ...destroyed, ...values, ...docker, ...tofus };
