import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { requireRemoteState } from "../stacks/backend.ts";
import { type Context, command, EXIT } from "./command.ts";
import { asTold, OVERWRITE_OPTION } from "./hosted/overwrite-option.ts";
import type { StandingPolicy } from "./hosted/policy-guard.ts";
import { applySaved, requireEngineAsSealed, requireRunAsSealed } from "./plan/apply-saved.ts";
import { engineId } from "./plan/bound-to.ts";
import { commitOf } from "./plan/commit.ts";
import { type Course, inWords, tellCourse } from "./plan/course.ts";
import { planFolder, sealIn } from "./plan/folder.ts";
import { unsealingOf } from "./plan/keys.ts";
import { workbenchOf } from "./plan/workbench.ts";
import { madeByPush, requireInCi } from "./secrets/required.ts";
import { type ApplyStack, applyInOrder } from "./stack/in-order.ts";
import type { Lock } from "./stack/lock.ts";
import { locked } from "./stack/locked.ts";
import { clearTheWay, prepare } from "./stack/prepare.ts";
import { whileReached } from "./stack/reach.ts";
import { type WantedSource, wantedSource } from "./stack/resolve.ts";
import { ENVIRONMENT_OPTION, type Site, siteOf, unprovenModelOf } from "./stack/site.ts";

export const apply = command({
  description:
    "Does exactly what `quantflow plan` sealed: storage, secrets, platform, then content, and waits until every service is healthy, every target scraped and every rule loaded. Refuses when anything is not as it was reviewed, and says what.",
  options: {
    environment: ENVIRONMENT_OPTION,
    "image-source": {
      type: "string",
      placeholder: "SOURCE",
      summary: "as given to `plan` (default: QUANTFLOW_IMAGE_SOURCE)",
    },
    "overwrite-notification-policy": OVERWRITE_OPTION,
  },
  arguments: [{ name: "DIR", summary: "what `plan` wrote (default: plan, in the instance's folder)", optional: true }],
  examples: [
    { line: "npx quantflow apply", does: "what the last plan here said" },
    { line: "npx quantflow apply --environment docker plan", does: "in an apply job" },
  ],
  async run(context, { environment, "image-source": source, "overwrite-notification-policy": overwrite }, [directory]) {
    const site = siteOf(context, environment);
    const wanted = {
      source: wantedSource("apply", source, context.variables),
      directory: directory === undefined ? planFolder(site) : resolve(directory),
      policy: asTold(overwrite),
    };
    const course = await locked(context, site, "apply", (lock) => applied(context, site, { ...wanted, lock }));
    context.terminal.print(`Applied as reviewed:\n${inWords(course)}`);
    return EXIT.ok;
  },
});

interface Request {
  readonly source: WantedSource;
  readonly directory: string;
  readonly policy: StandingPolicy;
  readonly lock: Lock;
}

async function applied(context: Context, site: Site, { source, directory, policy, lock }: Request): Promise<Course> {
  requireRemoteState(site.environment, context.variables);
  tellCourse(context, site);
  const commit = await commitOf(context);
  const { publicKeys, secret } = unsealingOf({ ...context, store: site.store, random: randomBytes });
  const seal = sealIn(directory, publicKeys);
  requireInCi(context.variables, site.store, madeByPush(unprovenModelOf(site).services));
  requireRunAsSealed(context, { site, directory, seal, commit });
  const engine = await engineId(context);
  requireEngineAsSealed({ site, seal, engine });
  const prepared = await prepare(context, { site, source, mayInstall: false });
  const inOrder = async (apply: ApplyStack) => {
    await clearTheWay(context, site, lock);
    await applyInOrder(context, site, prepared.platform, apply);
  };
  const workbench = await workbenchOf(context, site, prepared, policy);
  return whileReached(context, prepared.engine, { site, platform: prepared.platform }, () =>
    applySaved(context, { site, directory, seal, secret, commit, engine, inOrder }, workbench),
  );
}
