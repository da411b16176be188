import type { Value } from "../plan/value.ts";

/** Stands for a value that only the apply will tell, in Terraform's words. No policy judges it; a later plan can. */
export const UNKNOWN = "(known after apply)";

export const isUnknown = (value: Value | undefined): boolean => value === UNKNOWN;

// A doubled sign before the brace is an escape, whatever stands before it.
const TEMPLATE = /(?<!\$)\$\{|(?<!%)%\{/;
const ESCAPED = /([$%])\1\{/g;

/** A string of a configuration as it will be evaluated: a template is unknown, an escaped one is the text it stands for. */
export const evaluated = (text: string): string => (TEMPLATE.test(text) ? UNKNOWN : text.replace(ESCAPED, "$1{"));
