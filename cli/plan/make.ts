import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Review, StackPlan } from "../../lib/review/index.ts";
import {
  encryptPlan,
  type Random,
  type Seal,
  type SealedStack,
  sha256,
  writeSeal,
} from "../../lib/review/seal/index.ts";
import type { Context } from "../command.ts";
import { type Format, written } from "../review/written.ts";
import { savePlan } from "../stack/apply.ts";
import type { Site } from "../stack/site.ts";
import { tracked } from "../terminal/progress.ts";
import { withClearPlans } from "./clear.ts";
import { emptied, writeReviews, writeSealed } from "./folder.ts";
import type { Sealing } from "./keys.ts";
import { factsOf, planIn, stateOf, type Workable } from "./stack.ts";
import { sideBySide } from "./together.ts";
import type { Workbench } from "./workbench.ts";

export interface Making {
  readonly site: Pick<Site, "environment" | "instance">;
  readonly review: (plans: readonly StackPlan[]) => Promise<Review>;
  /** Where the review, the seal and the encrypted plans go. */
  readonly directory: string;
  readonly title: string;
  /** In which form the review is answered. */
  readonly format: Format;
  readonly commit: string;
  /** The id of the engine that the plans are for. */
  readonly engine: string;
  /** Hours. */
  readonly expires: number;
  readonly sealing: Sealing;
}

export interface Made {
  readonly review: Review;
  /** The review in the wanted form; undefined when a secret would stand in one: then nothing is written. */
  readonly text: string | undefined;
  readonly sealed: boolean;
}

interface Planned extends StackPlan {
  readonly facts: SealedStack;
  /** The saved plan, in clear. */
  readonly content: Uint8Array;
}

const HOUR_MILLISECONDS = 3_600_000;

/** Plans every stack that can be, reviews all plans in one, and seals them unless that must not be. */
export async function makePlan(context: Context, making: Making, workbench: Workbench): Promise<Made> {
  emptied(making.directory);
  const plans = await withClearPlans(making.site, (clear) =>
    sideBySide(workbench.stacks, (stack) => planOne(context, workbench, stack, join(clear, `${stack.name}.tfplan`))),
  );
  const review = await tracked(context.progress, "review", () => making.review(plans));
  return published(context, making, plans, review);
}

/** The state is asked for meanwhile: should it move in between, Terraform itself would take the plan for stale. */
async function planOne(context: Context, { terraform }: Workbench, stack: Workable, file: string): Promise<Planned> {
  const work = { ...context, terraform: stack.terraform, stack: stack.name, folder: stack.folder };
  const asking = stateOf(terraform, stack);
  await sideBySide<Promise<unknown>, unknown>([asking, savePlan(work, file)], (part) => part);
  const state = await asking;
  const content = readFileSync(file);
  const plan = await planIn(terraform, stack, file);
  return { stack: stack.name, plan, content, facts: factsOf(terraform, stack, content, state) };
}

/** Writes what may be seen; and what may be applied only when no policy refuses it. */
function published(context: Context, making: Making, planned: readonly Planned[], review: Review): Made {
  const inForm = (format: Format) => written(context, review, format, making.title);
  const text = inForm(making.format);
  const [markdown, html, json] = text === undefined ? [] : [inForm("markdown"), inForm("html"), inForm("json")];
  if (markdown === undefined || html === undefined || json === undefined)
    return { review, text: undefined, sealed: false };
  writeReviews(making.directory, { markdown, html, json });
  const sealed = review.verdict.outcome !== "refused";
  if (sealed) seal(context, making, planned, json);
  return { review, text, sealed };
}

function seal(
  { now }: Context,
  making: Making,
  planned: readonly Planned[],
  json: string,
  random: Random = randomBytes,
) {
  const created = now();
  const value: Seal = {
    version: 2,
    environment: making.site.environment.name,
    engine: making.engine,
    commit: making.commit,
    created: new Date(created).toISOString(),
    expires: new Date(created + making.expires * HOUR_MILLISECONDS).toISOString(),
    stacks: planned.map(({ facts }) => facts),
    review: sha256(json),
  };
  const { privateKey, secret } = making.sealing;
  const encrypted = planned.map(({ stack, content }) => [stack, encryptPlan(content, secret, value, random)] as const);
  writeSealed(making.directory, writeSeal(value, privateKey), new Map(encrypted));
}
