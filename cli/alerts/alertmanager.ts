import { askTrusting } from "../stack/ask.ts";
import { basic, type Login, reason } from "../stack/prometheus.ts";
import { alertmanagerSilent } from "./errors.ts";

/** An alert as a client of Alertmanager posts it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** RFC 3339; in the past, the alert is resolved. */
  readonly endsAt: string;
}

const PATIENCE_MILLISECONDS = 10_000;

/** `POST /api/v2/alerts`; https://github.com/prometheus/alertmanager/blob/v0.31.1/api/v2/openapi.yaml */
export async function postAlerts(url: string, login: Login, alerts: readonly PostedAlert[]): Promise<void> {
  const response = await askTrusting(login.authority)(`${url}/api/v2/alerts`, {
    method: "POST",
    headers: { authorization: basic(login), "content-type": "application/json" },
    body: JSON.stringify(alerts),
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  }).catch((error: unknown) => {
    throw alertmanagerSilent(url, reason(error));
  });
  if (!response.ok) throw alertmanagerSilent(url, `it answered ${response.status}: ${await response.text()}`);
}
