/** A receiver as alertmanager.yml spells it. Source: prometheus.io/docs/alerting/latest/configuration, as 0.31 knows it. */
import { duration } from "../../metrics/duration.ts";
import { TLS_CONFIG } from "../../services/certificate.ts";
import { SECRETS_DIRECTORY, type Secret } from "../../services/secret.ts";
import {
  type EmailReceiver,
  type PagerDutyReceiver,
  RECEIVER_TIMEOUT,
  type Receiver,
  type SlackReceiver,
  type TelegramReceiver,
  type WebhookReceiver,
} from "./receiver.ts";

/** 2,000 alerts are two megabytes, of the four that the application takes; the rest is counted in `truncatedAlerts`. */
const MOST_ALERTS = 2000;

/** An entry of `receivers`; an absent one is a name that delivers nothing. */
export function integration(given: Receiver): object {
  switch (given.kind) {
    case "email":
      return { name: given.name, email_configs: [email(given)] };
    case "webhook":
      return { name: given.name, webhook_configs: [webhook(given)] };
    case "slack":
      return { name: given.name, slack_configs: [slack(given)] };
    case "telegram":
      return { name: given.name, telegram_configs: [telegram(given)] };
    case "pagerduty":
      return { name: given.name, pagerduty_configs: [pagerduty(given)] };
    case "absent":
      return { name: given.name };
  }
}

const file = (secret: Secret): string => `${SECRETS_DIRECTORY}/${secret.name}`;
const template = (name: string): string => `{{ template "${name}" . }}`;
const common = (path: string): string => `{{ .Common${path} }}`;

const email = ({ to, from, smarthost, login, requireTls }: EmailReceiver) => ({
  send_resolved: true,
  to,
  from,
  smarthost,
  ...(login && { auth_username: login.user, auth_password_file: file(login.password) }),
  require_tls: requireTls,
  headers: { Subject: template("message.subject") },
  html: template("message.html"),
  text: template("message.text"),
});

const webhook = ({ url, token, byOurAuthority }: WebhookReceiver) => ({
  send_resolved: true,
  ...(typeof url === "string" ? { url } : { url_file: file(url) }),
  max_alerts: MOST_ALERTS,
  timeout: duration(RECEIVER_TIMEOUT),
  ...((token || byOurAuthority) && {
    http_config: {
      ...(token && { authorization: { credentials_file: file(token) } }),
      ...(byOurAuthority && { tls_config: TLS_CONFIG }),
    },
  }),
});

const slack = ({ url, channel }: SlackReceiver) => ({
  send_resolved: true,
  api_url_file: file(url),
  ...(channel && { channel }),
  color: template("slack.color"),
  title: template("slack.title"),
  title_link: "{{ .ExternalURL }}",
  text: template("slack.text"),
  fallback: template("slack.title"),
  footer: "",
  // Named, the other parts are plain text: no `*` or `_` of a label makes them bold or italic.
  mrkdwn_in: ["pretext"],
  timeout: duration(RECEIVER_TIMEOUT),
});

const telegram = ({ token, chat, url }: TelegramReceiver) => ({
  send_resolved: true,
  ...(url && { api_url: url }),
  bot_token_file: file(token),
  chat_id: chat,
  parse_mode: "HTML",
  message: template("telegram.message"),
});

const pagerduty = ({ routingKey, url }: PagerDutyReceiver) => ({
  send_resolved: true,
  ...(url && { url }),
  routing_key_file: file(routingKey),
  client: "Alertmanager",
  client_url: "{{ .ExternalURL }}",
  description: template("message.subject"),
  severity: template("pagerduty.severity"),
  source: template("pagerduty.source"),
  class: common("Labels.alertname"),
  component: common("Labels.job"),
  group: common("Labels.owner"),
  details: {
    firing: template("pagerduty.firing"),
    resolved: template("pagerduty.resolved"),
    num_firing: "{{ len .Alerts.Firing }}",
    num_resolved: "{{ len .Alerts.Resolved }}",
  },
  links: [
    { href: common("Annotations.runbook_url"), text: "Runbook" },
    { href: common("Annotations.dashboard_url"), text: "Dashboard" },
  ],
  timeout: duration(RECEIVER_TIMEOUT),
});
