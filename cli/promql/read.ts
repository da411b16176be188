import { extname } from "node:path";
import { dashboardInputs } from "./dashboard.ts";
import type { Input } from "./input.ts";
import { ruleFileInputs } from "./rule-file.ts";

/** What a file holds, by its name's end: rules (.yml, .yaml), a dashboard (.json), else one expression a line. */
export function inputsOf(file: string, content: string, context: "rule" | "dashboard"): readonly Input[] {
  const kind = extname(file).toLowerCase();
  if (kind === ".yml" || kind === ".yaml") return ruleFileInputs(file, content);
  if (kind === ".json") return dashboardInputs(file, content);
  return linesOf(content).map((expression) => ({ expression, use: { context } }));
}

/** The line break at the end begins no further line. */
const linesOf = (content: string): readonly string[] => content.replace(/\r?\n$/, "").split(/\r?\n/);
