import { added, buildJudges, countsText, program, tests } from "./checks.ts";
import { command, EXIT } from "./command.ts";

/** Folders of tests that hold the model itself: what would be merged is right, without an engine. */
const MODEL = ["imports", "types", "rules", "stacks", "dashboards", "metrics", "lib/promql"].map(
  (folder) => `test/${folder}`,
);

export const check = command({
  description: "Types, style, imports, rules on the real promtool, routes on the real amtool, targets. No engine.",
  options: {},
  examples: [{ line: "npm run check", does: "what a pull request must pass before anything is started" }],
  async run(context) {
    await buildJudges(context);
    const counts = added([
      await program(context, "tsc", ["--noEmit"]),
      await program(context, "biome", ["ci", "."]),
      await tests(context, "unit", MODEL),
    ]);
    context.terminal.print(countsText(counts));
    return counts.failed === 0 ? EXIT.ok : EXIT.failed;
  },
});
