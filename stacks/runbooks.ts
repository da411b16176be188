import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Runbook, readRunbook } from "../lib/alerting/runbooks/index.ts";

/** Relative to the repository. */
export const RUNBOOKS = "rules/runbooks";
const folder = join(import.meta.dirname, "..", RUNBOOKS);

/** Every runbook, by alert name. Throws RunbookError on one that lacks a part. */
export const runbooks = (): readonly Runbook[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => readRunbook(basename(file, ".md"), readFileSync(join(folder, file), "utf8")));
