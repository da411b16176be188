export type { Differ, Documents, Place } from "./differ.ts";
export { differencesOf } from "./differences.ts";
