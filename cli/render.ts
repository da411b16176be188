import { isAbsolute, join } from "node:path";
import { renderedFiles } from "../stacks/files.ts";
import { UNRESOLVED } from "../stacks/resolution.ts";
import { command, EXIT } from "./command.ts";
import { writeRendering } from "./render/write.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";

export const render = command({
  description:
    "Files of an earlier rendering into the same folder that are no longer wanted are removed; files of anybody else are never touched.",
  options: {
    environment: ENVIRONMENT_OPTION,
    out: { type: "string", placeholder: "DIR", summary: "the folder to write to; made when missing", required: true },
    json: { type: "boolean", summary: "print {written, unchanged, removed}" },
  },
  examples: [
    { line: "npx quantflow render --environment local --out build/local", does: "what a plain Prometheus can load" },
  ],
  async run({ root, variables, terminal }, { environment, out, json }) {
    const site = siteOf({ root, variables }, environment);
    // A rendering is for any machine: what `up` found out about this one must not change it.
    const files = renderedFiles(modelOf(site, UNRESOLVED));
    const result = writeRendering(isAbsolute(out) ? out : join(process.cwd(), out), files);
    const { written, unchanged, removed } = result;
    const counts = `${written.length} files written, ${unchanged.length} unchanged, ${removed.length} removed`;
    terminal.print(json ? JSON.stringify(result) : `${out}: ${counts}`);
    return EXIT.ok;
  },
});
