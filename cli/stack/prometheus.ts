import { parse } from "yaml";
import { z } from "zod";
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
  /** Paths of the rule files it evaluates: those of the last configuration that it could load. */
  ruleFiles(): Promise<readonly string[]>;
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
  const get = async <T>(path: string, shape: z.ZodType<T>): Promise<T> => {
    const response = await answer(ask, url + path, login);
    if (!response.ok) throw prometheusSilent(url, `it answered ${response.status} ${response.statusText}`);
    return dataIn(url, await response.text(), shape);
  };
  return {
    async targets() {
      const { activeTargets } = await get("/api/v1/targets?state=active", targetsShape);
      return activeTargets.map(targetState).sort((a, b) => (key(a) < key(b) ? -1 : 1));
    },
    async alerts() {
      const { alerts } = await get("/api/v1/alerts", alertsShape);
      return alerts.map(alertState);
    },
    async ruleFiles() {
      const { yaml } = await get("/api/v1/status/config", configurationShape);
      return yaml.rule_files;
    },
    async query(promql) {
      const { result } = await get(`/api/v1/query?query=${encodeURIComponent(promql)}`, samplesShape);
      return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
  };
}

const target = z.object({
  labels: z.object({ job: z.string(), instance: z.string() }),
  health: z.enum(["up", "down", "unknown"]),
  lastError: z.string(),
});
const alert = z.object({
  labels: z.object({ alertname: z.string(), severity: z.string().optional() }),
  state: z.enum(["pending", "firing"]),
  activeAt: z.string(),
});
const sample = z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) });
const targetsShape = z.object({ activeTargets: z.array(target) });
const alertsShape = z.object({ alerts: z.array(alert) });
const loadedShape = z.object({ rule_files: z.array(z.string()).default([]) });
const configurationShape = z.object({ yaml: z.string().transform((text) => loadedShape.parse(parse(text))) });
const samplesShape = z.object({ result: z.array(sample) });

/** Something else may listen where Prometheus was. */
function dataIn<T>(url: string, text: string, shape: z.ZodType<T>): T {
  try {
    return z.object({ data: shape }).parse(JSON.parse(text)).data;
  } catch {
    throw prometheusSilent(url, `what it answered is none of Prometheus: ${text.slice(0, 100)}`);
  }
}

const targetState = ({ labels, health, lastError }: z.infer<typeof target>): TargetState => ({
  job: labels.job,
  instance: labels.instance,
  health,
  lastError,
});
const alertState = ({ labels, state, activeAt }: z.infer<typeof alert>): AlertState => ({
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
