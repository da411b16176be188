export type { Lie } from "./lie.ts";
export { LIES, warningsOf } from "./lies.ts";
export { isIdle, isPerpetual, trueDifferences } from "./perpetual.ts";
