import { ContactPoint, type ContactPointConfig } from "@cdktf/provider-grafana/lib/contact-point";
import { MessageTemplate } from "@cdktf/provider-grafana/lib/message-template";
import type { Receiver } from "../../../alerting/routing/receiver.ts";
import { TEMPLATES } from "../../../alerting/routing/templates/all.ts";
import type { Secret } from "../../../services/secret.ts";
import { type Construct, escapeTemplate } from "../../terraform.ts";
import { absentContactPoint, ownTelegram, unreachableReceiver } from "./errors.ts";
import type { Variables } from "./variables.ts";

/** How many alerts one message of a webhook holds at most. */
const MOST_ALERTS = 2000;

/** The texts of every message, as Alertmanager has them. */
export const renderTemplates = (scope: Construct, name: string): MessageTemplate =>
  new MessageTemplate(scope, "message-template", { name, template: escapeTemplate(TEMPLATES) });

/** `templates`: what its messages are made of, which has to stand before. */
export function renderContactPoint(
  scope: Construct,
  receiver: Receiver,
  variables: Variables,
  templates: MessageTemplate,
): ContactPoint {
  if (receiver.livesIn) throw unreachableReceiver(receiver.name, receiver.livesIn.name);
  const { name } = receiver;
  const dependsOn = [templates];
  return new ContactPoint(scope, `contact-point-${name}`, { name, dependsOn, ...integration(receiver, variables) });
}

type Integration = Omit<ContactPointConfig, "name">;

/** What a receiver is in Grafana's terms; ROUTING_DIFFERENCES in differences.ts says what becomes otherwise. */
function integration(receiver: Receiver, variables: Variables): Integration {
  switch (receiver.kind) {
    case "email":
      return { email: [{ addresses: [receiver.to], subject: text("message.subject"), message: text("message.text") }] };
    case "webhook":
      return {
        webhook: [
          { url: addressOf(receiver.url, variables), maxAlerts: MOST_ALERTS, ...bearer(receiver.token, variables) },
        ],
      };
    case "slack":
      return {
        slack: [
          {
            url: variables.reference(receiver.url),
            ...(receiver.channel && { recipient: receiver.channel }),
            color: text("slack.color"),
            title: text("slack.title"),
            text: text("slack.text"),
          },
        ],
      };
    case "telegram":
      if (receiver.url) throw ownTelegram(receiver.name, receiver.url);
      return {
        telegram: [
          {
            token: variables.reference(receiver.token),
            chatId: `${receiver.chat}`,
            parseMode: "HTML",
            message: text("telegram.message"),
          },
        ],
      };
    case "pagerduty":
      return {
        pagerduty: [{ integrationKey: variables.reference(receiver.routingKey), ...PAGERDUTY, ...own(receiver.url) }],
      };
    case "absent":
      throw absentContactPoint(receiver.name);
  }
}

/** A template of ours, or a value that all alerts of a message share. */
const text = (name: string): string => `{{ template "${name}" . }}`;
const common = (path: string): string => `{{ .Common${path} }}`;

const addressOf = (url: string | Secret, { reference }: Variables): string =>
  typeof url === "string" ? escapeTemplate(url) : reference(url);

const bearer = (token: Secret | undefined, { reference }: Variables) =>
  token ? { authorizationScheme: "Bearer", authorizationCredentials: reference(token) } : {};

const own = (url: string | undefined) => (url ? { url } : {});

const PAGERDUTY = {
  summary: text("message.subject"),
  severity: text("pagerduty.severity"),
  source: text("pagerduty.source"),
  class: common("Labels.alertname"),
  component: common("Labels.job"),
  group: common("Labels.owner"),
  client: "Grafana",
  clientUrl: "{{ .ExternalURL }}",
  details: {
    firing: text("pagerduty.firing"),
    resolved: text("pagerduty.resolved"),
    num_firing: "{{ len .Alerts.Firing }}",
    num_resolved: "{{ len .Alerts.Resolved }}",
    runbook: common("Annotations.runbook_url"),
    dashboard: common("Annotations.dashboard_url"),
  },
};
