import type {
  EmailReceiver,
  PagerDutyReceiver,
  SlackReceiver,
  TelegramReceiver,
  Timing,
  WebhookReceiver,
} from "../../../../lib/alerting/routing/index.ts";
import { hours, minutes, seconds } from "../../../../lib/metrics/units.ts";
import { given } from "../../../../lib/services/secret.ts";

/** One receiver of each kind. */
export const mail: EmailReceiver = {
  kind: "email",
  name: "mail",
  to: "a@b.test",
  from: "c@b.test",
  smarthost: "mail.test:587",
  requireTls: true,
  login: { user: "a", password: given("smtp-password") },
};
export const hook: WebhookReceiver = {
  kind: "webhook",
  name: "hook",
  url: "http://app:3000/alerts",
  token: given("hook-token"),
};
export const chat: SlackReceiver = { kind: "slack", name: "chat", url: given("slack-url"), channel: "#alerts" };
export const phone: TelegramReceiver = { kind: "telegram", name: "phone", token: given("bot-token"), chat: -42 };
export const pager: PagerDutyReceiver = { kind: "pagerduty", name: "pager", routingKey: given("routing-key") };

export const timing: Timing = { wait: seconds(30), interval: minutes(5), repeat: hours(4) };
