import type { Receiver, RootRoute } from "../../../../../lib/alerting/routing/index.ts";
import { weekends, workingHours } from "../../../../../lib/alerting/routing/index.ts";
import { hours, minutes, seconds } from "../../../../../lib/metrics/units.ts";
import type { HostedAlerting } from "../../../../../lib/renderings/grafana/hosted/index.ts";
import { renderHostedAlerting, sensitiveVariables } from "../../../../../lib/renderings/grafana/hosted/index.ts";
import { TerraformStack, Testing } from "../../../../../lib/renderings/terraform.ts";
import { given } from "../../../../../lib/services/secret.ts";

export const timing = { wait: seconds(30), interval: minutes(5), repeat: hours(12) };

/** One of each kind. */
export const receivers = {
  mail: {
    ...{ kind: "email", name: "mail", to: "ops@shop.test", from: "am@shop.test" },
    ...{ smarthost: "smtp.shop.test:587", requireTls: true },
  },
  hook: { kind: "webhook", name: "hook", url: "https://hook.shop.test/${team}", token: given("hook-token") },
  slack: { kind: "slack", name: "slack", url: given("slack-url"), channel: "#alerts" },
  telegram: { kind: "telegram", name: "telegram", token: given("bot-token"), chat: -100123 },
  pager: { kind: "pagerduty", name: "pager", routingKey: given("pager-key") },
} as const satisfies Readonly<Record<string, Receiver>>;

/** A tree of two levels with a bit of everything. */
export const route: RootRoute = {
  to: receivers.mail,
  timing,
  routes: [
    { to: receivers.hook, continue: true },
    {
      to: receivers.pager,
      when: { severity: "critical" },
      timing: { ...timing, wait: seconds(10) },
      routes: [{ to: receivers.telegram, when: { team: ["a.b", "c|d"] }, groupBy: ["team"] }],
    },
    { to: receivers.slack, muted: [weekends("Europe/Berlin")], active: [workingHours("UTC")] },
  ],
};

export function synthesized(alerting: Omit<HostedAlerting, "templates">) {
  const stack = new TerraformStack(Testing.app(), "content");
  renderHostedAlerting(stack, { templates: "shop", ...alerting }, sensitiveVariables(stack));
  return JSON.parse(Testing.synth(stack));
}
