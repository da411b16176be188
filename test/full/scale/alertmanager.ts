import { basic, type Login } from "../../../cli/stack/prometheus.ts";

/** An alert as Prometheus posts it. */
export interface Posted {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** RFC 3339. */
  readonly startsAt: string;
  readonly endsAt: string;
}

/** One of a cluster. https://prometheus.io/docs/alerting/latest/high_availability */
export interface Member {
  readonly container: string;
  post(alert: Posted): Promise<void>;
  /** Names of the alerts that it holds. */
  alerts(): Promise<readonly Readonly<Record<string, string>>[]>;
  /** 0 tells at once; each further one waits, to see whether those before it did. */
  position(): Promise<number>;
  /** How many it knows of, itself included. */
  members(): Promise<number>;
}

const PATIENCE_MILLISECONDS = 10_000;

export function member(container: string, url: string, login: Login): Member {
  const authorization = basic(login);
  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const headers = { authorization, "content-type": "application/json" };
    const response = await fetch(url + path, { ...init, headers, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url}${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return text;
  };
  const metric = async (name: string): Promise<number> => {
    const found = new RegExp(`^${name} (\\S+)$`, "m").exec(await ask("/metrics"));
    if (!found) throw new Error(`${container} has no metric ${name}`);
    return Number(found[1]);
  };
  return {
    container,
    post: async (alert) => void (await ask("/api/v2/alerts", { method: "POST", body: JSON.stringify([alert]) })),
    alerts: async () =>
      (JSON.parse(await ask("/api/v2/alerts")) as { labels: Record<string, string> }[]).map(({ labels }) => labels),
    position: () => metric("alertmanager_peer_position"),
    members: () => metric("alertmanager_cluster_members"),
  };
}
