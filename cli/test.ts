import { checkAll } from "./check.ts";
import { added, buildJudges, countsText, tests } from "./checks.ts";
import { command, EXIT } from "./command.ts";

export const test = command({
  description:
    "All that check looks at, unit and property tests, and an end-to-end run on a real engine. Where CI is set, an engine that cannot run is a failure.",
  options: {},
  examples: [{ line: "npm test", does: "everything; the last line counts what passed, failed and was skipped" }],
  async run(context) {
    await buildJudges(context);
    const counts = added([await checkAll(context), await tests(context, "unit"), await tests(context, "e2e")]);
    context.terminal.print(countsText(counts));
    return counts.failed === 0 ? EXIT.ok : EXIT.failed;
  },
});
