export type { Problem } from "../parse/problem.ts";
export { FEATURES, type Feature, type ValueType } from "../parse/types.ts";
export { type Catalogue, catalogueOf, type KnownMetric } from "./catalogue.ts";
export type { Check, Example, Use } from "./check.ts";
export { type Checked, type CheckOptions, check } from "./checker.ts";
export { grammar } from "./grammar.ts";
export { CHECKS } from "./list.ts";
export { type RecordingRule, withRecordings } from "./recorded.ts";
export type { Waiver } from "./waivers.ts";
