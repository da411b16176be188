import type { EmailReceiver, RootRoute, Timing, WebhookReceiver } from "../lib/alerting/routing/index.ts";
import { hours, minutes, seconds } from "../lib/metrics/units.ts";
import { address, authority, url } from "../lib/services/address.ts";
import { secrets } from "./secrets.ts";
import { mail } from "./services/mail.ts";
import { alertWebhook, quantflowApp } from "./services/quantflow-app.ts";

/** The mail catcher: nothing leaves the machine, and it knows no STARTTLS. */
const email: EmailReceiver = {
  kind: "email",
  name: "email",
  to: "on-call@quantflow.test",
  from: "alertmanager@quantflow.test",
  smarthost: authority(address(mail, "smtp")),
  requireTls: false,
  livesIn: mail,
};

/** The application keeps the history of alerts, its own included: so it only ever gets a copy. */
const application: WebhookReceiver = {
  kind: "webhook",
  name: "application",
  url: url(alertWebhook),
  token: secrets.webhookToken,
  livesIn: quantflowApp,
  keepsHistoryOnly: true,
};

const critical: Timing = { wait: seconds(10), interval: minutes(1), repeat: hours(4) };
const warning: Timing = { wait: seconds(30), interval: minutes(5), repeat: hours(12) };
/** The Watchdog says once a day that alerting works. */
const heartbeat: Timing = { wait: seconds(30), interval: minutes(5), repeat: hours(24) };

/** Who is told, at the pace of a real environment. */
export const routes: RootRoute = {
  to: email,
  timing: warning,
  routes: [
    { to: application, timing: critical, continue: true },
    { to: email, when: { severity: "critical" }, timing: critical },
    { to: email, when: { severity: "none" }, timing: heartbeat },
    // Said, not left to the root: an alert that a child has taken does not come back to it.
    { to: email, timing: warning },
  ],
};
