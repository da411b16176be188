export { effectsOf } from "./effects.ts";
export type { Known, KnownOf } from "./known.ts";
export { unwatchedOf } from "./unwatched.ts";
export { type Effect, HAPPENINGS, type Happens, type Refusal, type Verdict } from "./verdict.ts";
