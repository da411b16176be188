import { type Duration, seconds } from "../../metrics/units.ts";
import type { Secret } from "../../services/secret.ts";
import type { Service } from "../../services/service.ts";

interface Named {
  /** Alertmanager shows it in its pages and metrics. */
  readonly name: string;
  /** The service of ours that receives: down, it cannot tell that it is. */
  readonly livesIn?: Service;
  /** It keeps a history and calls nobody: never enough for an alert. */
  readonly keepsHistoryOnly?: true;
}

export interface EmailReceiver extends Named {
  readonly kind: "email";
  readonly to: string;
  readonly from: string;
  /** `host:port` of the mail server. */
  readonly smarthost: string;
  readonly login?: { readonly user: string; readonly password: Secret };
  /** False only for a mail catcher that knows no STARTTLS. */
  readonly requireTls: boolean;
}

export interface WebhookReceiver extends Named {
  readonly kind: "webhook";
  /** A secret where knowing it is enough to post, as a dead man's switch has it. */
  readonly url: string | Secret;
  readonly token?: Secret;
  /** Its certificate is held against the platform's authority instead of the world's. */
  readonly byOurAuthority?: true;
}

export interface SlackReceiver extends Named {
  readonly kind: "slack";
  /** The URL of an incoming webhook, which is a secret as a whole: who knows it can post. */
  readonly url: Secret;
  /** Only where the webhook is not bound to one already. */
  readonly channel?: string;
}

export interface TelegramReceiver extends Named {
  readonly kind: "telegram";
  /** The bot's token. */
  readonly token: Secret;
  /** Negative for groups. */
  readonly chat: number;
  /** A Bot API server of one's own; api.telegram.org when absent. */
  readonly url?: string;
}

export interface PagerDutyReceiver extends Named {
  readonly kind: "pagerduty";
  /** The integration key of a service, Events API v2. */
  readonly routingKey: Secret;
  /** Another region's; events.pagerduty.com when absent. */
  readonly url?: string;
}

/** A receiver that an environment has not got: its routes stand, and lead nowhere. */
export interface AbsentReceiver extends Named {
  readonly kind: "absent";
}

export type Receiver =
  | EmailReceiver
  | WebhookReceiver
  | SlackReceiver
  | TelegramReceiver
  | PagerDutyReceiver
  | AbsentReceiver;

/** How long Alertmanager waits for the receivers that have a time limit of their own. */
export const RECEIVER_TIMEOUT = seconds(10);

/**
 * Undefined where Alertmanager has none: mail is given up at the group's interval, Telegram never (as of 0.31, a server
 * that stays silent holds back its group's later messages), so it should not be the only one who calls.
 */
export const timeoutOf = ({ kind }: Receiver): Duration | undefined =>
  kind === "webhook" || kind === "slack" || kind === "pagerduty" ? RECEIVER_TIMEOUT : undefined;

/** The secrets a receiver's owner must mount, each under its name. */
export function secretsOf(receiver: Receiver): readonly Secret[] {
  switch (receiver.kind) {
    case "email":
      return receiver.login ? [receiver.login.password] : [];
    case "webhook":
      return [receiver.url, receiver.token].filter((one) => typeof one === "object");
    case "slack":
      return [receiver.url];
    case "telegram":
      return [receiver.token];
    case "pagerduty":
      return [receiver.routingKey];
    case "absent":
      return [];
  }
}
