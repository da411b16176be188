import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { StackPlan } from "../../lib/review/index.ts";
import type { Context } from "../command.ts";
import { findEngine } from "../engine/find.ts";
import { planIn, type Workable } from "../plan/stack.ts";
import { sideBySide } from "../plan/together.ts";
import { workbenchOf } from "../plan/workbench.ts";
import { savePlan, type Terraform } from "../stack/apply.ts";
import { processStart } from "../stack/process-start.ts";
import { whileReached } from "../stack/reach.ts";
import { resolve, wantedSource } from "../stack/resolve.ts";
import { modelOf, type Site } from "../stack/site.ts";
import { type StackName, synthesize, synthesized } from "../stack/synthesis.ts";
import { openTerraform, type TerraformRunner } from "../stack/terraform.ts";
import { tracked } from "../terminal/progress.ts";

export interface PlannedNow {
  readonly plans: readonly StackPlan[];
  /** Why a stack that there is is not among them. */
  readonly left: readonly string[];
  /** The engine's names that the stacks declare. */
  readonly declared: ReadonlySet<string>;
}

const ENGINE_STACKS: readonly StackName[] = ["storage", "platform"];

/**
 * Every stack as it would be applied now, with the images that plan and apply take; nothing is installed, built or changed.
 * It is synthesized beside what `up` works on, and its plans, which hold the state in clear, go when they are read.
 */
export async function plansNow(context: Context, site: Site): Promise<PlannedNow> {
  const found = await findEngine(context);
  if (found.state !== "answers") throw found.error;
  // As plan and apply find it, on a machine that never ran either, too: or every image would seem to differ.
  const platform = modelOf(site, await resolve(context, site, wantedSource("drift", undefined, context.variables)));
  const aside: Site = { ...site, out: join(site.instance.directory, "drift") };
  const { root, variables, progress } = context;
  await tracked(progress, "synthesize the stacks", () =>
    synthesize({ root, variables, environment: site.environment.name, out: aside.out }),
  );
  const terraform = await openTerraform(context, site);
  for (const name of ENGINE_STACKS) await terraform.init(synthesized(aside.out, name).folder, name);
  const { engine } = found;
  const { stacks, left } = await workbenchOf(context, aside, { platform, engine, terraform }, "unread");
  const plans = await whileReached(context, engine, { site, platform }, () =>
    withFolder(site, (folder) =>
      sideBySide(stacks, (stack) => planOf(context, terraform, stack, join(folder, `${stack.name}.tfplan`))),
    ),
  );
  return { plans, left, declared: declaredIn(aside) };
}

async function withFolder<T>({ instance }: Site, work: (folder: string) => Promise<T>): Promise<T> {
  removeAbandoned(instance.directory);
  const folder = mkdtempSync(join(instance.directory, `${FOLDER}${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FOLDER = "drift-plans-";

/** What killed runs have left, and not what one that is at work beside this one has: there is no lock. */
function removeAbandoned(directory: string): void {
  for (const name of readdirSync(directory).filter((one) => one.startsWith(FOLDER))) {
    const owner = Number.parseInt(name.slice(FOLDER.length), 10);
    if (processStart(owner) === undefined) rmSync(join(directory, name), { recursive: true, force: true });
  }
}

async function planOf(context: Context, runner: TerraformRunner, stack: Workable, file: string): Promise<StackPlan> {
  const { name, folder } = stack;
  await savePlan({ ...context, terraform: withoutLock(stack.terraform), stack: name, folder }, file);
  return { stack: name, plan: await planIn(runner, stack, file) };
}

// A lock held while everything is read would make an apply fail that begins meanwhile; what is only told needs none.
const withoutLock =
  (terraform: Terraform): Terraform =>
  (args, options) =>
    terraform([...args, "-lock=false"], options);

const declaredIn = ({ out }: Site): ReadonlySet<string> =>
  new Set(
    ENGINE_STACKS.map((name) => synthesized(out, name)).flatMap(({ containers, networks, volumes }) => [
      ...containers,
      ...networks,
      ...volumes,
    ]),
  );
