/**
 * Compose reads every value as a template of shell variables; text that is not ours (PromQL, shell scripts) is escaped
 * once, here. Source: compose-spec/12-interpolation.md
 */
export const escapeInterpolation = (text: string): string => text.replaceAll("$", "$$$$");
