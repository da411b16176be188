export type { Differ, Documents, Place } from "./differ.ts";
export { differencesOf } from "./differences.ts";
export { unlike } from "./unlike.ts";
