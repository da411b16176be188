import { z } from "zod";
import {
  overwritten,
  type Policy,
  type PolicyAnswer,
  policyOf,
  sameRoutes,
} from "../../lib/renderings/grafana/hosted/index.ts";
import type { HostedGrafanaGround } from "../../stacks/environment.ts";
import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { grafanaServer } from "./access.ts";
import { ask } from "./ask.ts";
import { policyOverwritten, strangeAnswer } from "./errors.ts";

/** Source: grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning, "Get the notification policy tree". */
const POLICIES = "/api/v1/provisioning/policies";

/** What becomes of a notification policy that is not ours; `unread` where nothing is going to be applied. */
export type StandingPolicy = "keep" | "overwrite" | "unread";

/**
 * A Grafana has one notification policy, and applying ours takes the place of all of it. Fails with what would be gone,
 * unless that was written by us, or is told to be overwritten.
 */
export async function guardNotificationPolicy(
  context: Context,
  model: Model,
  ground: HostedGrafanaGround,
  given: StandingPolicy,
): Promise<void> {
  if (given === "unread") return;
  const answer = await standing(context, ground.grafana);
  const ours = policyOf(model.route);
  const lines = isOurs(answer, ours) ? [] : overwritten(answer, ours);
  if (lines.length === 0) return;
  if (given === "keep") throw policyOverwritten(ground.grafana, lines);
  context.terminal.tell(`Overwritten in ${ground.grafana}, as was told:\n${lines.map((one) => `  ${one}`).join("\n")}`);
}

async function standing(context: Context, url: string): Promise<Answer> {
  const asked = `GET ${url}${POLICIES}`;
  const text = (await ask(context, grafanaServer(url, context.variables), POLICIES)) ?? "";
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw strangeAnswer(asked, "it answers no notification policy", cause as Error);
  }
}

interface Answer extends PolicyAnswer {
  readonly provenance?: string | undefined;
}

const times = z.string().optional();
const names = z
  .array(z.string())
  .nullish()
  .transform((given) => given ?? []);

const shape: z.ZodType<Answer> = z.lazy(() =>
  z.object({
    provenance: z.string().optional(),
    receiver: z.string().optional(),
    group_by: names,
    object_matchers: z
      .array(z.tuple([z.string(), z.string(), z.string()]))
      .nullish()
      .transform((given) => given ?? []),
    ...{ group_wait: times, group_interval: times, repeat_interval: times },
    ...{ mute_time_intervals: names, active_time_intervals: names },
    continue: z.boolean().optional(),
    routes: z
      .array(shape)
      .nullish()
      .transform((given) => given ?? []),
  }),
);

/** Written by a program (people cannot edit it since), and otherwise than ours at most in grouping and times. */
const isOurs = (answer: Answer, ours: Policy): boolean => answer.provenance === "api" && sameRoutes(answer, ours);
