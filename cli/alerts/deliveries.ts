import { askTrusting } from "../stack/ask.ts";
import { basic, type Login } from "../stack/prometheus.ts";

const PATIENCE_MILLISECONDS = 5_000;

/** How many messages Alertmanager has delivered through an integration (`slack`); undefined while it does not answer. */
export type Deliveries = (integration: string) => Promise<number | undefined>;

export const deliveriesOf =
  (url: string, login: Login): Deliveries =>
  async (integration) => {
    try {
      const response = await askTrusting(login.authority)(`${url}/metrics`, {
        headers: { authorization: basic(login) },
        signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      });
      return response.ok ? delivered(await response.text(), integration) : undefined;
    } catch {
      return undefined;
    }
  };

/** Requests that were answered well, in Alertmanager's own exposition. */
export const delivered = (exposition: string, integration: string): number =>
  total(exposition, "alertmanager_notification_requests_total", integration) -
  total(exposition, "alertmanager_notification_requests_failed_total", integration);

const total = (exposition: string, name: string, integration: string): number =>
  exposition
    .split("\n")
    .filter((line) => line.startsWith(`${name}{`) && line.includes(`integration="${integration}"`))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
