import type { Context } from "../command.ts";
import { interrupted } from "../errors.ts";
import type { Progress, Task } from "../terminal/progress.ts";
import { stateFailureNow, withoutSecrets } from "../terraform/index.ts";
import { terraformFailed, terraformKilled } from "./errors.ts";
import { type TerraformEvent, terraformEvent } from "./events.ts";

/** Runs Terraform in a folder and answers its exit code; forwards Ctrl-C and waits for it. */
export type Terraform = (
  args: readonly string[],
  options: { readonly directory: string; readonly onLine: (line: string) => void },
) => Promise<number | null>;

export interface StackWork extends Pick<Context, "run" | "variables"> {
  readonly terraform: Terraform;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly stack: string;
  readonly folder: string;
}

export interface Changes {
  readonly add: number;
  readonly change: number;
  readonly remove: number;
}

const NONE: Changes = { add: 0, change: 0, remove: 0 };

const UNATTENDED = ["-json", "-input=false"] as const;

/** Brings the stack's part of the world to what its folder says, in one run of Terraform. */
export const apply = (work: StackWork): Promise<Changes> => drive(work, "apply", ["-auto-approve"]);

/** Saves in `file` what Terraform would do. The file holds every value of the state in clear. */
export const savePlan = (work: StackWork, file: string): Promise<Changes> => drive(work, "plan", [`-out=${file}`]);

/** Does what a saved plan says and nothing else. */
export const applyPlan = (work: StackWork, file: string): Promise<Changes> => drive(work, "apply", [file]);

/** Takes down what the stack's state holds. */
export const destroy = (work: StackWork): Promise<Changes> => drive(work, "destroy", ["-auto-approve"]);

async function drive(
  work: StackWork,
  action: "plan" | "apply" | "destroy",
  extra: readonly string[],
): Promise<Changes> {
  const task = work.progress.start(`${action} ${work.stack}`);
  const followed = follower(task);
  const code = await work.terraform([action, ...UNATTENDED, ...extra], {
    directory: work.folder,
    onLine: followed.onLine,
  });
  if (code === 0) {
    task.done(action === "plan" ? intention(followed.changes()) : summary(followed.changes()));
    return followed.changes();
  }
  task.fail(work.signal.aborted ? "stopped" : "failed");
  if (work.signal.aborted) throw interrupted();
  if (code === null) throw terraformKilled(work.stack, action);
  throw await failure(work, action, followed.words());
}

/** Tells the task what Terraform is at, and keeps what it said. */
function follower(task: Task) {
  const open = new Set<string>();
  const words: string[] = [];
  let changes = NONE;
  let finished = 0;
  const onEvent = (event: TerraformEvent) => {
    if (event.kind === "counted") changes = { add: event.add, change: event.change, remove: event.remove };
    if (event.kind === "problem" && event.severity === "error") words.push(event.text);
    if (event.kind === "started") open.add(event.address);
    if (event.kind === "finished") finished += Number(open.delete(event.address));
    const total = changes.add + changes.change + changes.remove;
    if (total > 0) task.note(`${finished} of ${total}, now ${[...open].map(shortName).join(", ")}`);
  };
  return {
    changes: () => changes,
    words: () => words.join("\n\n"),
    onLine: (line: string) => {
      const event = terraformEvent(line);
      if (event) onEvent(event);
      else if (!line.startsWith("{") && line.trim() !== "") words.push(line);
    },
  };
}

/** `docker_container.redis` to `redis`. */
const shortName = (address: string): string => address.slice(address.lastIndexOf(".") + 1);

const intention = ({ add, change, remove }: Changes): string =>
  add + change + remove === 0 ? "nothing to change" : `${add} to add, ${change} to change, ${remove} to remove`;

const summary = ({ add, change, remove }: Changes): string =>
  add + change + remove === 0 ? "nothing to change" : `${add} added, ${change} changed, ${remove} removed`;

const failure = async (work: StackWork, action: string, words: string): Promise<Error> =>
  (await stateFailureNow(words, work.folder, work)) ??
  terraformFailed(work.stack, action, withoutSecrets(words, work.variables));
