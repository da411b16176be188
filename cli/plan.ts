import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import type { StackPlan } from "../lib/review/index.ts";
import { requireRemoteState } from "../stacks/backend.ts";
import { type Context, command, EXIT } from "./command.ts";
import { badOptionValue } from "./errors.ts";
import { asTold, OVERWRITE_OPTION } from "./hosted/overwrite-option.ts";
import type { StandingPolicy } from "./hosted/policy-guard.ts";
import { engineId } from "./plan/bound-to.ts";
import { commitOf } from "./plan/commit.ts";
import { forgetCourse, tellCourse } from "./plan/course.ts";
import { planFolder } from "./plan/folder.ts";
import { newKeys, sealingOf } from "./plan/keys.ts";
import { type Made, makePlan } from "./plan/make.ts";
import { reportPlan } from "./plan/report.ts";
import { workbenchOf } from "./plan/workbench.ts";
import type { Format } from "./review/written.ts";
import { locked } from "./stack/locked.ts";
import { prepare } from "./stack/prepare.ts";
import { whileReached } from "./stack/reach.ts";
import { wantedSource } from "./stack/resolve.ts";
import { ENVIRONMENT_OPTION, type Site, siteOf } from "./stack/site.ts";

export const plan = command({
  description:
    "Plans every stack in one run, reviews the plans, and seals them: `quantflow apply` does exactly what was reviewed, or refuses. Exit code 0: no change; 2: changes; 3: a policy refuses, so there is no seal; 4: a secret would have been shown, so nothing is written.",
  options: {
    environment: ENVIRONMENT_OPTION,
    "image-source": {
      type: "string",
      placeholder: "SOURCE",
      summary: "registry, mirror=HOST, local or auto (default: as `up`: QUANTFLOW_IMAGE_SOURCE, else what answers)",
    },
    out: {
      type: "string",
      placeholder: "DIR",
      summary: "where review, seal and encrypted plans go (default: plan, in the instance's folder)",
    },
    expires: { type: "string", placeholder: "HOURS", summary: "how long it may be applied (default: 24)" },
    title: {
      type: "string",
      placeholder: "TEXT",
      summary: "heading of the review (default: Plan for the environment)",
    },
    format: {
      type: "string",
      placeholder: "FORMAT",
      summary: "what is printed: terminal (default), markdown or json",
      choices: ["terminal", "markdown", "json"],
    },
    "overwrite-notification-policy": OVERWRITE_OPTION,
    "new-keys": {
      type: "boolean",
      summary: "print fresh values of the three variables that CI needs, and do nothing else",
    },
  },
  examples: [
    { line: "npx quantflow plan", does: "what `up` would change, and the seal that `apply` asks for" },
    { line: "npx quantflow plan --environment docker --out plan --format markdown", does: "in a plan job" },
    { line: "npx quantflow plan --new-keys", does: "keys for CI" },
  ],
  async run(
    context,
    {
      environment,
      "image-source": source,
      out,
      expires,
      title,
      format = "terminal",
      "overwrite-notification-policy": overwrite,
      "new-keys": keys,
    },
  ) {
    if (keys) {
      context.terminal.print(newKeys());
      return EXIT.ok;
    }
    const site = siteOf(context, environment);
    const request = {
      source: wantedSource("plan", source, context.variables),
      directory: out === undefined ? planFolder(site) : resolve(out),
      expires: hoursIn(expires),
      title: title ?? `Plan for ${site.environment.name}`,
      format: format as Format,
      policy: asTold(overwrite),
    };
    const made = await locked(context, site, "plan", () => planned(context, site, request));
    return reportPlan(context.terminal, made, request.directory);
  },
});

const LONGEST_HOURS = 720;

function hoursIn(text = "24"): number {
  const hours = Number(text);
  if (text.trim() === "" || !(hours > 0 && hours <= LONGEST_HOURS))
    throw badOptionValue("plan", "expires", `must be hours, more than 0 and at most ${LONGEST_HOURS}`, text);
  return hours;
}

type Request = Omit<Parameters<typeof makePlan>[1], "site" | "commit" | "engine" | "sealing" | "review"> & {
  readonly source: ReturnType<typeof wantedSource>;
  readonly policy: StandingPolicy;
};

async function planned(context: Context, site: Site, request: Request): Promise<Made> {
  requireRemoteState(site.environment, context.variables);
  tellCourse(context, site);
  const commit = await commitOf(context);
  const sealing = sealingOf({ ...context, store: site.store, random: randomBytes });
  const prepared = await prepare(context, { site, source: request.source, mayInstall: false });
  const engine = await engineId(context);
  const workbench = await workbenchOf(context, site, prepared, request.policy);
  // What reads plans is loaded while Terraform makes them.
  const loading = import("./review/reviewed.ts");
  const review = async (plans: readonly StackPlan[]) =>
    (await loading).reviewed(context, site, plans, { cautions: workbench.left });
  const { platform, engine: reached } = prepared;
  const made = await whileReached(context, reached, { site, platform }, () =>
    makePlan(context, { ...request, site, commit, engine, sealing, review }, workbench),
  );
  if (made.sealed) forgetCourse(site);
  return made;
}
