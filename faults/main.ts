/**
 * Breaks every service in every way, on a real instance, and sees who is told how soon.
 * `npm run faults [-- --cell S/K …] [--kind K …] [--service S …] [--sixth HASH] [--rest] [--production] [--list] [--keep]`
 */
import { parseArgs } from "node:util";
import { start } from "./start.ts";

const { values } = parseArgs({
  options: {
    cell: { type: "string", multiple: true },
    kind: { type: "string", multiple: true },
    service: { type: "string", multiple: true },
    sixth: { type: "string" },
    rest: { type: "boolean", default: false },
    production: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});

process.exitCode = await start(values);
