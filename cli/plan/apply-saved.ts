import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  decryptPlan,
  engineMismatches,
  type FoundRun,
  type Mismatch,
  mismatches,
  runMismatches,
  type Seal,
  type SealedStack,
  sealHash,
  sha256,
  stackMismatches,
} from "../../lib/review/seal/index.ts";
import type { Context } from "../command.ts";
import { interrupted, isMistake } from "../errors.ts";
import { applyPlan } from "../stack/apply.ts";
import type { ApplyStack } from "../stack/in-order.ts";
import type { Site } from "../stack/site.ts";
import type { StackName } from "../stack/synthesis.ts";
import { withClearPlans } from "./clear.ts";
import { beforeOf, type Course, inWords, type Progress, readCourse, writeCourse } from "./course.ts";
import { mismatched, stoppedAt } from "./errors.ts";
import { encryptedPlanIn, reviewIn } from "./folder.ts";
import { factsOf, isEmpty, planIn, stateOf, type Workable } from "./stack.ts";
import { sideBySide } from "./together.ts";
import type { Workbench } from "./workbench.ts";

export interface Applying {
  readonly site: Pick<Site, "environment" | "instance">;
  /** What `quantflow plan` wrote. */
  readonly directory: string;
  readonly seal: Seal;
  /** What the plans are encrypted under. */
  readonly secret: string;
  readonly commit: string;
  /** The id of the engine that would be changed. */
  readonly engine: string;
  /** Applies the stacks in their order, with all that goes between them. */
  readonly inOrder: (apply: ApplyStack) => Promise<unknown>;
}

/** A stack's plan in clear, and what was sealed of it. */
interface Opened {
  readonly stack: Workable;
  readonly content: Uint8Array;
  readonly sealed: SealedStack | undefined;
}

type ToCompare = Pick<Applying, "site" | "directory" | "seal" | "commit">;

/** Refuses what is known to differ before an image is fetched and a stack synthesized. */
export function requireRunAsSealed({ now }: Pick<Context, "now">, comparing: ToCompare): void {
  refuse(comparing, runMismatches(comparing.seal, runNow(comparing), new Date(now())));
}

/** The same for the engine, as soon as it answers. */
export const requireEngineAsSealed = (comparing: Pick<Applying, "site" | "seal" | "engine">): void =>
  refuse(comparing, engineMismatches(comparing.seal, comparing.engine));

const runNow = ({ site, directory, commit }: ToCompare): FoundRun => ({
  environment: site.environment.name,
  commit,
  review: sha256(reviewIn(directory)),
});

/**
 * Does what was reviewed and nothing else: refuses before anything is touched when any part of it is not as it was
 * sealed, and asks again before each stack. Answers how far each stack came.
 */
export async function applySaved(context: Context, applying: Applying, workbench: Workbench): Promise<Course> {
  const { site, seal } = applying;
  const opened = openedPlans(applying, workbench.stacks);
  await requireAsSealed(context, applying, workbench, opened);
  return withClearPlans(site, async (clear) => {
    const course = startedCourse(site, seal);
    try {
      await applying.inOrder(async (name) => {
        const one = opened.find(({ stack }) => stack.name === name);
        if (one !== undefined) await applyOne(context, workbench, one, clear, course.note);
      });
    } catch (error) {
      throw stopped(context, error, course.current());
    }
    return course.end();
  });
}

function openedPlans({ directory, seal, secret }: Applying, stacks: readonly Workable[]): readonly Opened[] {
  return stacks.map((stack) => {
    const sealed = seal.stacks.find(({ name }) => name === stack.name);
    // One that was not sealed is refused below, with all else that differs.
    if (sealed === undefined) return { stack, sealed, content: new Uint8Array() };
    return { stack, sealed, content: decryptPlan(encryptedPlanIn(directory, stack.name), secret, seal) };
  });
}

const factsNow = async (terraform: Workbench["terraform"], { stack, content }: Opened): Promise<SealedStack> =>
  factsOf(terraform, stack, content, await stateOf(terraform, stack));

async function requireAsSealed(
  { now }: Context,
  applying: Applying,
  { terraform }: Workbench,
  opened: readonly Opened[],
): Promise<void> {
  const { seal, engine } = applying;
  const stacks = await sideBySide(opened, (one) => factsNow(terraform, one));
  refuse(applying, mismatches(seal, { ...runNow(applying), engine, stacks }, new Date(now())));
}

function refuse({ site, seal }: Pick<Applying, "site" | "seal">, differing: readonly Mismatch[]): void {
  if (differing.length > 0) throw mismatched(differing, beforeOf(readCourse(site), sealHash(seal)));
}

/** Asks once more whether all is as it was sealed: the stacks before this one took their time. */
async function applyOne(
  context: Context,
  { terraform }: Workbench,
  opened: Opened,
  clear: string,
  note: (stack: StackName, progress: Progress) => void,
): Promise<void> {
  const { stack, content, sealed } = opened;
  const differing = sealed === undefined ? [] : stackMismatches(sealed, await factsNow(terraform, opened));
  if (differing.length > 0) throw mismatched(differing, "");
  const file = join(clear, `${stack.name}.tfplan`);
  writeFileSync(file, content, { mode: 0o600 });
  if (isEmpty(await planIn(terraform, stack, file))) {
    context.terminal.tell(`${stack.name}: its plan has no change, so it is left alone`);
    return note(stack.name, "had no change");
  }
  note(stack.name, "begun");
  await applyPlan({ ...context, terraform: stack.terraform, stack: stack.name, folder: stack.folder }, file);
  note(stack.name, "applied");
}

function startedCourse(site: Applying["site"], seal: Seal) {
  const stacks = Object.fromEntries(seal.stacks.map(({ name }): [string, Progress] => [name, "not begun"]));
  let course: Course = { seal: sealHash(seal), complete: false, stacks };
  const keep = (next: Course): Course => {
    course = next;
    writeCourse(site, course);
    return course;
  };
  keep(course);
  return {
    current: () => course,
    note: (stack: StackName, progress: Progress) =>
      void keep({ ...course, stacks: { ...course.stacks, [stack]: progress } }),
    end: () => keep({ ...course, complete: true }),
  };
}

/** A failure with how far it came; what is no mistake of anybody's is told beside it and thrown as it is. */
function stopped({ signal, terminal }: Context, error: unknown, course: Course): unknown {
  const cause = signal.aborted && !isMistake(error) ? interrupted() : error;
  if (isMistake(cause)) return stoppedAt(inWords(course), cause);
  terminal.tell(inWords(course));
  return cause;
}
