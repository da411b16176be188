import type { Option } from "../command.ts";
import type { StandingPolicy } from "./policy-guard.ts";

export const OVERWRITE_OPTION = {
  type: "boolean",
  summary: "let our notification policy take the place of one that is not ours, in a hosted Grafana",
} as const satisfies Option;

export const asTold = (overwrite: boolean): StandingPolicy => (overwrite ? "overwrite" : "keep");
