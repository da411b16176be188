import { checkAll } from "./check.ts";
import { added, buildForTests, buildOtherGrounds, type Counts, countsText, type Project, tests } from "./checks.ts";
import { type Context, command, EXIT } from "./command.ts";

export const test = command({
  description:
    "All that check looks at, unit and property tests, and an end-to-end run on a real engine; with --full also Kubernetes, hosted Grafana and scale, on the real programs. Where CI is set, what cannot run is a failure.",
  options: {
    full: { type: "boolean", summary: "also the other grounds: a real Kubernetes API and operator, two of everything" },
  },
  examples: [
    { line: "npm test", does: "everything; the last line counts what passed, failed and was skipped" },
    { line: "npm run test:full", does: "the other grounds too; the first time it builds what they need" },
  ],
  async run(context, { full }) {
    await buildForTests(context);
    if (full) await buildOtherGrounds(context);
    const counts = added([await checkAll(context), ...(await inTurn(context, projectsOf(full)))]);
    context.terminal.print(countsText(counts));
    return counts.failed === 0 ? EXIT.ok : EXIT.failed;
  },
});

const projectsOf = (full: boolean): readonly Project[] => (full ? ["unit", "e2e", "full"] : ["unit", "e2e"]);

async function inTurn(context: Context, projects: readonly Project[]): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (const project of projects) counts.push(await tests(context, project));
  return counts;
}
