export { buildTools, tool, toolPath } from "./build.ts";
export type { Workshop } from "./workshop.ts";
