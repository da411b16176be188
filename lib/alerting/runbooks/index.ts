export { CONSOLE_LIBRARIES, CONSOLES, consoleFiles, runbookPath } from "./console.ts";
export { assertCovered } from "./coverage.ts";
export type { Link } from "./page.ts";
export { readRunbook } from "./reader.ts";
export type { Runbook } from "./runbook.ts";
