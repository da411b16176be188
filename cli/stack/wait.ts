import { isMistake, type Mistake } from "../errors.ts";
import type { Run } from "../run.ts";
import type { Task } from "../terminal/progress.ts";
import { type Container, containers, lastLines } from "./containers.ts";
import { rulesNotLoaded, targetsDown, unhealthy } from "./errors.ts";
import type { Prometheus, TargetState } from "./prometheus.ts";

/** The clock of a wait. */
export interface Patience {
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds until it is given up. */
  readonly limit: number;
}

const POLL_MILLISECONDS = 500;
const LOG_LINES = 12;
/** A container that its engine has started again this often will not come up by waiting. */
const HOPELESS_RESTARTS = 3;

/** Asks again and again until `look` answers something, or the patience ends. */
async function until<T>(patience: Patience, look: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = patience.now() + patience.limit;
  for (;;) {
    const found = await look();
    if (found !== undefined || patience.now() >= end) return found;
    await patience.pause(POLL_MILLISECONDS);
  }
}

/** Waits until each of these containers is healthy; an error tells why one is not, with the last lines of its log. */
export async function waitForHealth(run: Run, names: readonly string[], patience: Patience, task: Task): Promise<void> {
  let pending: readonly string[] = names;
  const hopeless = await until(patience, async () => {
    const found = await containers(run, names);
    pending = names.filter((name) => !isHealthy(found.get(name)));
    task.note(`${names.length - pending.length} of ${names.length} healthy, waiting for ${pending.join(", ")}`);
    const lost = pending.filter((name) => isHopeless(found.get(name)));
    return pending.length === 0 || lost.length > 0 ? lost : undefined;
  });
  const guilty = hopeless ?? pending;
  if (guilty.length === 0) return;
  const found = await containers(run, guilty);
  throw unhealthy(
    await Promise.all(guilty.map(async (name) => ({ name, why: await why(run, name, found.get(name)) }))),
  );
}

const isHealthy = (one: Container | undefined): boolean =>
  one?.state === "running" && (one.health === "healthy" || one.health === "none");

const isHopeless = (one: Container | undefined): boolean =>
  one === undefined || one.state === "dead" || one.state === "exited" || one.restarts >= HOPELESS_RESTARTS;

async function why(run: Run, name: string, one: Container | undefined): Promise<string> {
  if (!one) return "there is no such container";
  const state = [
    `state ${one.state}, health ${one.health}, ${one.restarts} restarts, exit code ${one.exitCode}`,
    one.outOfMemory ? "killed because it reached its memory limit" : "",
    one.lastCheck ? `last health check: ${one.lastCheck.slice(-400)}` : "",
  ];
  return [...state.filter((line) => line !== ""), await lastLines(run, name, LOG_LINES)].join("\n");
}

/** How many targets each job must have. */
export type ExpectedTargets = ReadonlyMap<string, number>;

/** Waits until Prometheus scrapes every expected target well; returns them. The error names the ones it does not. */
export async function waitForTargets(
  prometheus: Pick<Prometheus, "targets">,
  expected: ExpectedTargets,
  patience: Patience,
  task: Task,
): Promise<readonly TargetState[]> {
  let missing: readonly TargetState[] = [];
  let silence: Mistake | undefined;
  const found = await until(patience, async () => {
    const targets = await targetsOrSilence(prometheus);
    silence = targets instanceof Error ? targets : undefined;
    if (targets instanceof Error) return task.note("waiting for Prometheus to answer");
    missing = notUp(targets, expected);
    task.note(`waiting for ${missing.map(({ job, instance }) => `${job} ${instance}`.trim()).join(", ")}`);
    return missing.length === 0 ? targets : undefined;
  });
  if (!found) throw silence ?? targetsDown(missing);
  return found;
}

/**
 * Waits until Prometheus evaluates these rule files and no others: it looks for changed ones every few seconds. The
 * error names what it has not loaded.
 */
export async function waitForRules(
  prometheus: Pick<Prometheus, "ruleFiles">,
  expected: readonly string[],
  patience: Patience,
  task: Task,
): Promise<void> {
  let missing: readonly string[] = [];
  let leftOver: readonly string[] = [];
  const loaded = await until(patience, async () => {
    const found = await prometheus.ruleFiles();
    missing = expected.filter((path) => !found.includes(path));
    leftOver = found.filter((path) => !expected.includes(path));
    const differing = [...missing, ...leftOver];
    if (differing.length === 0) return true;
    task.note(`waiting for ${differing.join(", ")}`);
    return undefined;
  });
  if (!loaded) throw rulesNotLoaded(missing, leftOver);
}

/** The targets, or the error that says why Prometheus does not answer: it may be about to, as after a start. */
async function targetsOrSilence(prometheus: Pick<Prometheus, "targets">): Promise<readonly TargetState[] | Mistake> {
  try {
    return await prometheus.targets();
  } catch (error) {
    if (isMistake(error) && error.code === "stack/prometheus-silent") return error;
    throw error;
  }
}

/** The targets that are not up, and one nameless target for each that Prometheus does not know of yet. */
export function notUp(targets: readonly TargetState[], expected: ExpectedTargets): TargetState[] {
  const absent = [...expected].flatMap(([job, count]) => {
    const known = targets.filter((one) => one.job === job).length;
    const unknown: TargetState = { job, instance: "", health: "unknown", lastError: "Prometheus does not know it" };
    return Array.from({ length: Math.max(0, count - known) }, () => unknown);
  });
  return [...targets.filter(({ health }) => health !== "up"), ...absent];
}
