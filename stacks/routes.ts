import type {
  EmailReceiver,
  Receiver,
  RootRoute,
  TimeInterval,
  Timing,
  WebhookReceiver,
} from "../lib/alerting/routing/index.ts";
import { hours, minutes, seconds } from "../lib/metrics/units.ts";
import { address, authority, url } from "../lib/services/address.ts";
import { secrets } from "./secrets.ts";
import { mail } from "./services/mail.ts";
import { alertWebhook, quantflowApp } from "./services/quantflow-app.ts";

/** Who is told in one environment. */
export interface Audience {
  /** Read by people; gets every alert that nobody else is given. */
  readonly people: Receiver;
  /** Wakes someone for what is critical, beside `people`. */
  readonly pager?: Receiver;
  /** Outside, and raises the alarm when the Watchdog stops arriving; `people` when absent. */
  readonly deadManSwitch?: Receiver;
  /** Keeps a copy of everything. */
  readonly history: Receiver;
  /** When warnings may wait. */
  readonly quiet?: readonly TimeInterval[];
}

const critical: Timing = { wait: seconds(10), interval: minutes(1), repeat: hours(4) };
const warning: Timing = { wait: seconds(30), interval: minutes(5), repeat: hours(12) };
/** The Watchdog says once a day that alerting works. */
const heartbeat: Timing = { wait: seconds(30), interval: minutes(5), repeat: hours(24) };
/** A dead man's switch waits for minutes, not for a day. */
const pulse: Timing = { wait: seconds(1), interval: minutes(1), repeat: minutes(1) };

/** Who is told of what, at the pace of a real environment. */
export const routesTo = ({ people, pager, deadManSwitch, history, quiet = [] }: Audience): RootRoute => ({
  to: people,
  timing: warning,
  routes: [
    { to: history, timing: critical, continue: true },
    ...(pager ? [{ to: pager, when: { severity: "critical" }, timing: critical, continue: true } as const] : []),
    { to: people, when: { severity: "critical" }, timing: critical },
    deadManSwitch
      ? { to: deadManSwitch, when: { severity: "none" }, timing: pulse }
      : { to: people, when: { severity: "none" }, timing: heartbeat },
    // Said, not left to the root: an alert that a child has taken does not come back to it.
    { to: people, timing: warning, ...(quiet.length > 0 && { muted: quiet }) },
  ],
});

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

/** Everything on this machine. */
export const routes = routesTo({ people: email, history: application });
