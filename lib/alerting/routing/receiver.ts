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
  readonly url: string;
  readonly token?: Secret;
}

/** A receiver that an environment has not got: its routes stand, and lead nowhere. */
export interface AbsentReceiver extends Named {
  readonly kind: "absent";
}

export type Receiver = EmailReceiver | WebhookReceiver | AbsentReceiver;

/** The secrets a receiver's owner must mount, each under its name. */
export function secretsOf(receiver: Receiver): readonly Secret[] {
  if (receiver.kind === "email") return receiver.login ? [receiver.login.password] : [];
  return receiver.kind === "webhook" && receiver.token ? [receiver.token] : [];
}
