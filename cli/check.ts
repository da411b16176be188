import { PARTS } from "./check/index.ts";
import type { Part } from "./check/part.ts";
import { buildJudges, type Counts, countsText } from "./checks.ts";
import { type Context, command, EXIT } from "./command.ts";

export const check = command({
  description:
    "What must hold before a change is merged: types, style, expressions, the proofs of every alert on the real promtool, targets, routes and policies of every environment. No engine; no network once its tools are built.",
  options: {},
  examples: [{ line: "npm run check", does: "what a pull request must pass before anything is started" }],
  async run(context) {
    await buildJudges(context);
    const { passed, failed } = await checkAll(context);
    context.terminal.print(countsText({ passed, failed, skipped: 0 }));
    return failed === 0 ? EXIT.ok : EXIT.failed;
  },
});

/** All parts side by side; each prints its problems when it has ended. */
export async function checkAll(context: Context, parts: readonly Part[] = PARTS): Promise<Counts> {
  const held = await Promise.all(parts.map((part) => holds(part, context)));
  const passed = held.filter((ok) => ok).length;
  return { passed, failed: held.length - passed, skipped: 0 };
}

async function holds({ name, run }: Part, context: Context): Promise<boolean> {
  const task = context.progress.start(name);
  try {
    const { looked, problems } = await run(context);
    if (problems.length === 0) task.done(looked);
    else task.fail(`${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
    for (const problem of problems) context.terminal.print(problem);
    return problems.length === 0;
  } catch (error) {
    task.fail("could not be checked");
    throw error;
  }
}
