/** alertmanager.yml, within what 0.31 knows. Source: prometheus.io/docs/alerting/latest/configuration */
import { stringify } from "yaml";
import { duration } from "../../metrics/duration.ts";
import { plain, SECRETS_DIRECTORY, type Secret, type SecretFiles } from "../../services/secret.ts";
import type { Inhibition } from "./inhibition.ts";
import { matchers } from "./matchers.ts";
import { type EmailReceiver, type Receiver, secretsOf, type WebhookReceiver } from "./receiver.ts";
import { type RootRoute, type Route, receiversOf, type Timing } from "./route.ts";
import { TEMPLATES } from "./templates.ts";

/** One message tells what broke alike: of one alert, in one job. */
const GROUP_BY = ["alertname", "job", "severity"];
/** 500 alerts are half a megabyte; the rest is counted in `truncatedAlerts`. */
const MOST_ALERTS = 500;
const WEBHOOK_TIMEOUT = "10s";
const TEMPLATE_FILE = "templates/messages.tmpl";

export interface AlertmanagerConfiguration {
  readonly route: RootRoute;
  readonly inhibitions: readonly Inhibition[];
}

/** File names to texts, relative to Alertmanager's configuration directory. */
export const alertmanagerFiles = (given: AlertmanagerConfiguration): ReadonlyMap<string, string> =>
  new Map([
    ["alertmanager.yml", alertmanagerConfiguration(given)],
    [TEMPLATE_FILE, TEMPLATES],
  ]);

/** The files that Alertmanager reads its receivers' credentials from. */
export const receiverSecrets = ({ route }: Pick<AlertmanagerConfiguration, "route">): SecretFiles =>
  Object.fromEntries(
    receiversOf(route)
      .flatMap(secretsOf)
      .map((secret) => [secret.name, plain(secret)]),
  );

const alertmanagerConfiguration = ({ route, inhibitions }: AlertmanagerConfiguration): string =>
  stringify(
    {
      templates: [TEMPLATE_FILE],
      route: { group_by: GROUP_BY, ...routeOf(route) },
      inhibit_rules: inhibitions.map(inhibitRule),
      receivers: receiversOf(route).map(receiver),
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );

const routeOf = ({ to, when, timing, continue: goesOn, routes }: Route): object => ({
  receiver: to.name,
  ...(when && { matchers: matchers(when) }),
  ...(timing && timingOf(timing)),
  ...(goesOn && { continue: true }),
  ...(routes && { routes: routes.map(routeOf) }),
});

const timingOf = ({ wait, interval, repeat }: Timing) => ({
  group_wait: duration(wait),
  group_interval: duration(interval),
  repeat_interval: duration(repeat),
});

const inhibitRule = ({ name, source, target, equal }: Inhibition) => ({
  name,
  source_matchers: matchers(source),
  target_matchers: matchers(target),
  ...(equal.length > 0 && { equal }),
});

function receiver(given: Receiver): object {
  if (given.kind === "email") return { name: given.name, email_configs: [email(given)] };
  if (given.kind === "webhook") return { name: given.name, webhook_configs: [webhook(given)] };
  return { name: given.name };
}

const email = ({ to, from, smarthost, login, requireTls }: EmailReceiver) => ({
  send_resolved: true,
  to,
  from,
  smarthost,
  ...(login && { auth_username: login.user, auth_password_file: file(login.password) }),
  require_tls: requireTls,
  headers: { Subject: '{{ template "message.subject" . }}' },
  html: '{{ template "message.html" . }}',
  text: '{{ template "message.text" . }}',
});

const webhook = ({ url, token }: WebhookReceiver) => ({
  send_resolved: true,
  url,
  max_alerts: MOST_ALERTS,
  timeout: WEBHOOK_TIMEOUT,
  ...(token && { http_config: { authorization: { credentials_file: file(token) } } }),
});

const file = (secret: Secret): string => `${SECRETS_DIRECTORY}/${secret.name}`;
