import { z } from "zod";
import { overwritten, type Policy, type PolicyAnswer, policyOf } from "../../lib/renderings/grafana/hosted/index.ts";
import type { HostedGrafanaGround } from "../../stacks/environment.ts";
import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { grafanaServer } from "./access.ts";
import { ask } from "./ask.ts";
import { policyOverwritten, strangeAnswer } from "./errors.ts";

/** Source: grafana.com/docs/grafana/latest/developers/http_api/alerting_provisioning, "Get the notification policy tree". */
const POLICIES = "/api/v1/provisioning/policies";

/** Set to `yes`, it lets an apply take the place of a notification policy that is not ours; see OVERWRITE_OPTION. */
export const OVERWRITE_VARIABLE = "QUANTFLOW_OVERWRITE_NOTIFICATION_POLICY";

/**
 * A Grafana has one notification policy, and applying ours takes the place of all of it. Fails with what would be gone,
 * unless that was written by us, or is told to be overwritten.
 */
export async function guardNotificationPolicy(context: Context, model: Model, ground: HostedGrafanaGround) {
  const answer = await standing(context, ground.grafana);
  const ours = policyOf(model.route);
  const lines = isOurs(answer, ours) ? [] : overwritten(answer, ours);
  if (lines.length === 0) return;
  if (context.variables[OVERWRITE_VARIABLE] !== "yes") throw policyOverwritten(ground.grafana, lines);
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

/** Written by a program (people cannot edit it since), and it tells nobody that our policies do not tell: an earlier one of ours. */
const isOurs = (answer: Answer, ours: Policy): boolean =>
  answer.provenance === "api" && toldBy(answer).every((name) => told(ours).includes(name));

const toldBy = ({ receiver, routes = [] }: PolicyAnswer): readonly string[] => [
  ...(receiver === undefined ? [] : [receiver]),
  ...routes.flatMap(toldBy),
];
const told = ({ contactPoint, policies }: Policy): readonly string[] => [contactPoint, ...policies.flatMap(told)];
