import type { RulerGroup } from "../../lib/alerting/rules/ruler.ts";
import { isInSync, type RulerSync, rulerSync } from "../../lib/alerting/rules/ruler-sync.ts";
import { CliError } from "../errors.ts";
import type { Task } from "../terminal/progress.ts";
import { foreignGroups, halfPushed, otherwiseRead } from "./errors.ts";
import type { Namespace } from "./ruler.ts";

interface Step {
  /** `create feed` */
  readonly name: string;
  readonly run: () => Promise<void>;
}

export interface Removal {
  /** The names of the groups of the code, whoever evaluates them. */
  readonly known: readonly string[];
  /** Whether groups may go where none is one of these. */
  readonly remove: boolean;
}

/**
 * Makes a namespace hold our groups and no others, and reads it back. What goes is removed last, so that a group that is
 * renamed is never gone. Fails with what was done and what was not at the first step that fails; run again, it goes on.
 */
export async function pushRules(
  namespace: Namespace,
  ours: readonly RulerGroup[],
  removal: Removal,
  task: Task,
): Promise<RulerSync> {
  const theirs = await namespace.list();
  const sync = rulerSync(ours, theirs);
  requireOurs(theirs, removal);
  if (isInSync(sync)) return sync;
  await inOrder(stepsOf(sync, namespace), task);
  const left = rulerSync(ours, await namespace.list());
  if (!isInSync(left))
    throw otherwiseRead("The push", [...left.create, ...left.replace, ...left.remove].map(nameOf), "rules push");
  return sync;
}

const stepsOf = ({ create, replace, remove }: RulerSync, namespace: Namespace): readonly Step[] => [
  ...create.map((group) => ({ name: `create ${group.name}`, run: () => namespace.set(group) })),
  ...replace.map((group) => ({ name: `replace ${group.name}`, run: () => namespace.set(group) })),
  ...remove.map((group) => ({ name: `remove ${group.name}`, run: () => namespace.remove(group) })),
];

async function inOrder(steps: readonly Step[], task: Task): Promise<void> {
  for (const [index, { name, run }] of steps.entries()) {
    task.note(name);
    try {
      await run();
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      const names = steps.map((step) => step.name);
      throw halfPushed({ done: names.slice(0, index), left: names.slice(index) }, error);
    }
  }
}

/** A namespace that holds groups, and none that the code has, was filled by somebody else. */
function requireOurs(theirs: readonly RulerGroup[], { known, remove }: Removal): void {
  const foreign = theirs.map(nameOf);
  if (foreign.length > 0 && !remove && !foreign.some((name) => known.includes(name))) throw foreignGroups(foreign);
}

export const nameOf = ({ name }: { readonly name: string }): string => name;
