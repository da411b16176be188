import { type Ask, askTrusting } from "./ask.ts";
import { prometheusSilent } from "./errors.ts";

export interface TargetState {
  readonly job: string;
  readonly instance: string;
  readonly health: "up" | "down" | "unknown";
  readonly lastError: string;
}

export interface AlertState {
  readonly name: string;
  readonly severity: string;
  readonly state: "pending" | "firing";
  /** RFC 3339. */
  readonly since: string;
}

/** The part of Prometheus' HTTP API that the commands use. Each call throws a CliError when it is not answered. */
export interface Prometheus {
  targets(): Promise<TargetState[]>;
  alerts(): Promise<AlertState[]>;
  /** The samples of an instant query, now. */
  query(promql: string): Promise<readonly Sample[]>;
}

export interface Sample {
  /** `__name__` among them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Login {
  readonly user: string;
  readonly password: string;
  /** Who vouches for the services that it is shown to, in PEM; absent where they speak in clear. */
  readonly authority?: string;
}

const PATIENCE_MILLISECONDS = 5_000;

/** https://prometheus.io/docs/prometheus/latest/querying/api/ */
export function prometheus(url: string, login: Login, ask: Ask = askTrusting(login.authority)): Prometheus {
  const get = async <T>(path: string): Promise<T> => {
    const response = await answer(ask, url + path, login);
    if (!response.ok) throw prometheusSilent(url, `it answered ${response.status} ${response.statusText}`);
    const body = (await response.json()) as { data: T };
    return body.data;
  };
  return {
    async targets() {
      const { activeTargets } = await get<{ activeTargets: readonly ApiTarget[] }>("/api/v1/targets?state=active");
      return activeTargets.map(targetState).sort((a, b) => (key(a) < key(b) ? -1 : 1));
    },
    async alerts() {
      const { alerts } = await get<{ alerts: readonly ApiAlert[] }>("/api/v1/alerts");
      return alerts.map(alertState);
    },
    async query(promql) {
      const { result } = await get<{ result: readonly ApiSample[] }>(
        `/api/v1/query?query=${encodeURIComponent(promql)}`,
      );
      return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
  };
}

interface ApiTarget {
  readonly labels: { readonly job: string; readonly instance: string };
  readonly health: TargetState["health"];
  readonly lastError: string;
}
interface ApiSample {
  readonly metric: Sample["labels"];
  readonly value: readonly [time: number, value: string];
}
interface ApiAlert {
  readonly labels: { readonly alertname: string; readonly severity?: string };
  readonly state: AlertState["state"];
  readonly activeAt: string;
}

const targetState = ({ labels, health, lastError }: ApiTarget): TargetState => ({
  job: labels.job,
  instance: labels.instance,
  health,
  lastError,
});
const alertState = ({ labels, state, activeAt }: ApiAlert): AlertState => ({
  name: labels.alertname,
  severity: labels.severity ?? "none",
  state,
  since: activeAt,
});
const key = ({ job, instance }: TargetState): string => `${job} ${instance}`;

async function answer(ask: Ask, url: string, login: Login): Promise<Response> {
  try {
    return await ask(url, {
      headers: { authorization: basic(login) },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
  } catch (error) {
    throw prometheusSilent(new URL(url).origin, reason(error));
  }
}

/** The value of an Authorization header (RFC 7617). */
export const basic = ({ user, password }: Pick<Login, "user" | "password">): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

/** fetch wraps what happened ("fetch failed"); the cause says it. */
export const reason = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
};
