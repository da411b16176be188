/** What an expression evaluates to; the names are Prometheus' own. */
export type ValueType = "scalar" | "instant vector" | "range vector" | "string";

/** Parts of PromQL that a server must be told to accept (`--enable-feature`). */
export type Feature = "experimental-functions" | "duration-expressions" | "extended-ranges" | "fill-modifiers";
export const FEATURES: readonly Feature[] = [
  "experimental-functions",
  "duration-expressions",
  "extended-ranges",
  "fill-modifiers",
];
