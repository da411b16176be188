import type { Context, Option } from "../command.ts";
import { OVERWRITE_VARIABLE } from "./policy-guard.ts";

export const OVERWRITE_OPTION = {
  type: "boolean",
  summary: "let our notification policy take the place of one that is not ours, in a hosted Grafana",
} as const satisfies Option;

/** The context of a run that was, or was not, told to overwrite. */
export const overwriting = (context: Context, overwrite: boolean): Context =>
  overwrite ? { ...context, variables: { ...context.variables, [OVERWRITE_VARIABLE]: "yes" } } : context;
