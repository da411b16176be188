import { dashboards } from "../dashboards/index.ts";
import { waivers } from "../dashboards/waivers.ts";
import { lint as judge, type Problem, RULES, unwaived } from "../lib/dashboards/lint/index.ts";
import { referencesIn } from "../stacks/references.ts";
import { type Context, command, EXIT } from "./command.ts";
import { contentOf, imported } from "./dashboards/import.ts";
import type { Imported } from "./dashboards/import-page.ts";
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
    const read = file === undefined ? undefined : await inFile(context, file);
    const judged = read ? [read.dashboard] : dashboards;
    const found = judged.flatMap((dashboard) => judge({ ...judgedBy, dashboard }));
    const problems = read ? [...faultsOf(read), ...found] : unwaived(found, waivers);
    if (json) for (const one of problems) terminal.print(JSON.stringify(one));
    else terminal.print(lintPage(judged, problems, RULES.length, terminal.paint));
    return problems.some(({ severity }) => severity === "error") ? EXIT.failed : EXIT.ok;
  },
});

async function inFile(context: Context, file: string): Promise<Imported> {
  const references = referencesIn(unprovenModelOf(siteOf(context)));
  const { catalogue } = surroundings(context.root);
  return imported(file, await contentOf(file), { references, catalogue, uid: undefined });
}

/** What a file had wrong before it could be read: reading mended it. */
const faultsOf = ({ dashboard, repairs }: Imported): readonly Problem[] =>
  repairs.map(({ where, what }) => ({
    rule: "dashboard/consistent",
    severity: "error",
    dashboard: dashboard.uid,
    where,
    message: `${what} (mended when it was read)`,
  }));
