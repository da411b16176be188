import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { throwIfInterrupted } from "../errors.ts";
import { tracked } from "../terminal/progress.ts";
import { noteDataVersions } from "./data-versions.ts";
import type { TargetState } from "./prometheus.ts";
import { pushUnderReaders, refreshReaders } from "./readers.ts";
import type { Site } from "./site.ts";
import { expectedRules, expectedTargets, prometheusOf } from "./status.ts";
import type { StackName } from "./synthesis.ts";
import { waitForHealth, waitForRules, waitForTargets } from "./wait.ts";

const HEALTH_MILLISECONDS = 180_000;
const TARGETS_MILLISECONDS = 90_000;
const RULES_MILLISECONDS = 60_000;

/** Applies one stack, by whatever plan. */
export type ApplyStack = (stack: StackName) => Promise<void>;

/**
 * Volumes, then what goes into them, then what runs on them, then what fills it. Answers once every service is healthy,
 * every target is up, and the rules are those that were applied.
 */
export async function applyInOrder(
  context: Context,
  site: Site,
  platform: Model,
  apply: ApplyStack,
): Promise<readonly TargetState[]> {
  await apply("storage");
  throwIfInterrupted(context.signal);
  const handed = await pushUnderReaders(context, site, platform);
  throwIfInterrupted(context.signal);
  await apply("platform");
  await waitForServices(context, site, platform);
  noteDataVersions(site, platform);
  await refreshReaders(context, site, platform, handed);
  await apply("content");
  const targets = await waitForScrapes(context, site, platform);
  await waitForLoadedRules(context, site, platform);
  return targets;
}

function waitForServices({ run, progress, now, pause }: Context, { names }: Site, { services }: Model): Promise<void> {
  const patience = { now, pause, limit: HEALTH_MILLISECONDS };
  return tracked(progress, "wait until every service is healthy", (task) =>
    waitForHealth(run, services.map(names.container), patience, task),
  );
}

function waitForScrapes(context: Context, site: Site, platform: Model): Promise<readonly TargetState[]> {
  const patience = { now: context.now, pause: context.pause, limit: TARGETS_MILLISECONDS };
  return tracked(context.progress, "wait until every target is up", (task) =>
    waitForTargets(prometheusOf(site, platform), expectedTargets(platform), patience, task),
  );
}

function waitForLoadedRules({ progress, now, pause }: Context, site: Site, platform: Model): Promise<void> {
  const patience = { now, pause, limit: RULES_MILLISECONDS };
  return tracked(progress, "wait until the rules are loaded", (task) =>
    waitForRules(prometheusOf(site, platform), expectedRules(platform), patience, task),
  );
}
