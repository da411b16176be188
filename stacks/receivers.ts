import type { EmailReceiver, PagerDutyReceiver, Receiver, WebhookReceiver } from "../lib/alerting/routing/index.ts";
import { hours, minutes } from "../lib/metrics/units.ts";
import { address, authority, url } from "../lib/services/address.ts";
import { encryptedBy } from "../lib/services/encryption.ts";
import type { Audience } from "./audience.ts";
import { secrets } from "./secrets.ts";
import { mail } from "./services/mail.ts";
import { alertWebhook, quantflowApp } from "./services/quantflow-app.ts";
import { heartbeat, type Watchfulness, watchman } from "./services/watchman.ts";

/** The mail catcher: nothing leaves the machine, and it knows no STARTTLS. */
export const caught: EmailReceiver = {
  kind: "email",
  name: "email",
  to: "on-call@quantflow.test",
  from: "alertmanager@quantflow.test",
  smarthost: authority(address(mail, "smtp")),
  requireTls: false,
  livesIn: mail,
};

/** The application keeps the history of alerts, its own included: so it only ever gets a copy. */
export const application: WebhookReceiver = {
  kind: "webhook",
  name: "application",
  url: url(alertWebhook),
  token: secrets.webhookToken,
  livesIn: quantflowApp,
  keepsHistoryOnly: true,
};

/** Wakes whoever is on call there. */
export const pager: PagerDutyReceiver = { kind: "pagerduty", name: "pager", routingKey: secrets.pagerDutyKey };

/** A service outside that expects the Watchdog every minute, and raises the alarm when it stays away. */
export const deadMansSwitch: WebhookReceiver = {
  kind: "webhook",
  name: "dead-mans-switch",
  url: secrets.deadMansSwitch,
};

/** Expects the Watchdog as well, on the same machine: it outlives Prometheus and Alertmanager, not the machine. */
export const watching: WebhookReceiver = {
  kind: "webhook",
  name: "watchman",
  url: url(heartbeat),
  token: secrets.watchmanToken,
  livesIn: watchman,
};

/** How the watchman mails through an account. */
export const watchfulBy = (mail: EmailReceiver): Watchfulness => ({
  mail,
  silence: minutes(7),
  reminders: [hours(1), hours(4), hours(24)],
});

/** Everything stays where it runs. */
export const onSite: Audience = { people: caught, watchman: watching, history: application };

const speaksTls = encryptedBy("local-authority");
const isOurs = ({ livesIn, url: at }: WebhookReceiver): boolean =>
  livesIn !== undefined && [alertWebhook, heartbeat].some((one) => url(one) === at && speaksTls(one));

/** A webhook of ours as it is called where its port speaks TLS. */
const encryptedReceiver = (receiver: Receiver): Receiver =>
  receiver.kind === "webhook" && typeof receiver.url === "string" && isOurs(receiver)
    ? { ...receiver, url: receiver.url.replace(/^http:/, "https:"), byOurAuthority: true }
    : receiver;

/** The same people, where services speak TLS to each other. */
export const encryptedAudience = ({
  people,
  pager,
  watchman,
  deadManSwitch,
  history,
  ...rest
}: Audience): Audience => ({
  ...rest,
  people: encryptedReceiver(people),
  ...(pager && { pager: encryptedReceiver(pager) }),
  ...(watchman && { watchman: encryptedReceiver(watchman) }),
  ...(deadManSwitch && { deadManSwitch: encryptedReceiver(deadManSwitch) }),
  history: encryptedReceiver(history),
});
