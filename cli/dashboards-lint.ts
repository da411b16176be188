import { dashboards } from "../dashboards/index.ts";
import { waivers } from "../dashboards/waivers.ts";
import type { Dashboard } from "../lib/dashboards/index.ts";
import { lint as judge, RULES, unwaived } from "../lib/dashboards/lint/index.ts";
import { referencesIn } from "../stacks/references.ts";
import { type Context, command, EXIT } from "./command.ts";
import { contentOf, imported } from "./dashboards/import.ts";
import { lintPage } from "./dashboards/lint-page.ts";
import { surroundings } from "./dashboards/surroundings.ts";
import { siteOf, unprovenModelOf } from "./stack/site.ts";

export const lint = command({
  description:
    "Judges our dashboards, or one in a file, by the rules of docs/dashboards/lint.md: what they draw, how they name it, where they lead. A file may be v1 of any age or v2. Exit code 1: an error was found.",
  options: { json: { type: "boolean", summary: "print {dashboard, where, rule, severity, message} for each problem" } },
  arguments: [{ name: "FILE", summary: "the JSON of another dashboard; - reads standard input", optional: true }],
  examples: [
    { line: "npx quantflow dashboards lint", does: "every problem of our dashboards" },
    { line: "npx quantflow dashboards lint node-exporter.json", does: "those of a dashboard that was made elsewhere" },
  ],
  async run(context, { json }, [file]) {
    const { root, terminal } = context;
    const judgedBy = surroundings(root);
    const judged = file === undefined ? dashboards : [await inFile(context, file)];
    const found = judged.flatMap((dashboard) => judge({ ...judgedBy, dashboard }));
    const problems = file === undefined ? unwaived(found, waivers) : found;
    if (json) for (const one of problems) terminal.print(JSON.stringify(one));
    else terminal.print(lintPage(judged, problems, RULES.length, terminal.paint));
    return problems.some(({ severity }) => severity === "error") ? EXIT.failed : EXIT.ok;
  },
});

async function inFile(context: Context, file: string): Promise<Dashboard> {
  const references = referencesIn(unprovenModelOf(siteOf(context)));
  const { catalogue } = surroundings(context.root);
  return imported(file, await contentOf(file), { references, catalogue, uid: undefined }).dashboard;
}
