import type { Value } from "../plan/value.ts";

/** Stands for a value that only the apply will tell, in Terraform's words. No policy judges it; a later plan can. */
export const UNKNOWN = "(known after apply)";

export const isUnknown = (value: Value | undefined): boolean => value === UNKNOWN;

// Two signs of the same kind before the brace are an escape; an odd number opens a template.
const TEMPLATE = /(?<![$%])(?:\$\$|%%)*[$%]\{/;
const ESCAPED = /([$%])\1\{/g;

/** A string of a configuration as it will be evaluated: a template is unknown, an escaped one is the text it stands for. */
export const evaluated = (text: string): string => (TEMPLATE.test(text) ? UNKNOWN : text.replace(ESCAPED, "$1{"));
