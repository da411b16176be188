import { dashboards } from "../dashboards/index.ts";
import { waivers } from "../dashboards/waivers.ts";
import type { Dashboard } from "../lib/dashboards/index.ts";
import { lint as judge, type Problem, RULES, unwaived } from "../lib/dashboards/lint/index.ts";
import { command, EXIT } from "./command.ts";
import { lintPage } from "./dashboards/lint-page.ts";
import { surroundings } from "./dashboards/surroundings.ts";

export const lint = command({
  description:
    "Judges our dashboards by the rules of docs/dashboards/lint.md: what they draw, how they name it, where they lead. Exit code 1: an error was found.",
  options: { json: { type: "boolean", summary: "print {dashboard, where, rule, severity, message} for each problem" } },
  arguments: [],
  examples: [{ line: "npx quantflow dashboards lint", does: "every problem of every dashboard" }],
  async run({ root, terminal }, { json }) {
    const judgedBy = surroundings(root);
    const judged: readonly Dashboard[] = dashboards;
    const found = judged.flatMap((dashboard): readonly Problem[] => judge({ ...judgedBy, dashboard }));
    const problems = unwaived(found, waivers);
    if (json) for (const one of problems) terminal.print(JSON.stringify(one));
    else terminal.print(lintPage(judged, problems, RULES.length, terminal.paint));
    return problems.some(({ severity }) => severity === "error") ? EXIT.failed : EXIT.ok;
  },
});
