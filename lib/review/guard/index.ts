export type { Lie } from "./lie.ts";
export { LIES, warningsOf } from "./lies.ts";
export { isPerpetual, trueDifferences } from "./perpetual.ts";
