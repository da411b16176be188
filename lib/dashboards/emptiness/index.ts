export { askAt } from "./ask.ts";
export { type Ask, type Sample, whyEmpty } from "./emptiness.ts";
export type { Reason } from "./reason.ts";
export { reasonText } from "./reason-text.ts";
