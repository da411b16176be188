import { changed } from "./changed.ts";
import { destroyed } from "./destroyed.ts";
import { docker } from "./docker.ts";
import type { Expectations } from "./expectation.ts";
import { tofu } from "./tofu.ts";
import { values } from "./values.ts";

/** What the review of each recorded plan must say, by the recording's name. */
export const EXPECTATIONS: Expectations = { ...changed, ...destroyed, ...values, ...docker, ...tofu };
