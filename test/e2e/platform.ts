import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Ask, type Asked, askTrusting } from "../../cli/stack/ask.ts";
import { basic, type Login } from "../../cli/stack/prometheus.ts";
import type { FiringAlert, HistoryRecord, Mail } from "../../faults/stage.ts";
import type { Model } from "../../stacks/model.ts";
import { ADMIN_USER } from "../../stacks/services/defaults.ts";
import * as services from "../../stacks/services/index.ts";
import { modelFrom } from "../../stacks/synthesize.ts";
import type { Clone } from "./clone.ts";

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
export interface ActiveTarget {
  readonly job: string;
  readonly instance: string;
  readonly health: string;
}
export interface LoadedRule {
  readonly name: string;
  readonly query: string;
  /** `for`, in seconds. */
  readonly duration: number;
}
export interface AnnotatedRecord extends HistoryRecord {
  readonly annotations: Readonly<Record<string, string>>;
}

/** What a person sees of a running instance, each as the person who may: Prometheus, the mail catcher, the application. */
export interface Platform {
  readonly model: Model;
  readonly login: Login;
  readonly urls: Readonly<
    Record<"prometheus" | "alertmanager" | "mail" | "application" | "nodeRed" | "exchange", string>
  >;
  secret(name: string): string;
  /** An instant query; `at` is in seconds since the epoch, now when absent. */
  query(promql: string, at?: number): Promise<readonly Sample[]>;
  targets(): Promise<readonly ActiveTarget[]>;
  rules(): Promise<readonly LoadedRule[]>;
  alerts(): Promise<readonly FiringAlert[]>;
  /** Labels of the alerts that Alertmanager holds, silenced and inhibited ones too. */
  alertmanagerAlerts(): Promise<readonly Readonly<Record<string, string>>[]>;
  mails(): Promise<readonly Mail[]>;
  history(): Promise<readonly AnnotatedRecord[]>;
  portfolio(): Promise<{ readonly value: string; readonly cash: string }>;
  /** One action of the simulated exchange's control endpoint. */
  control(action: string): Promise<void>;
}

export function platformOf(clone: Clone): Platform {
  const model = modelFrom(clone.variables, clone.directory);
  const secret = (name: string) => readFileSync(join(clone.home, "secrets", name), "utf8");
  const login = { user: ADMIN_USER, password: secret("admin-password") };
  const urls = urlsOf(model);
  const asAdmin = { headers: { authorization: basic(login) } };
  const ask = askTrusting(model.environment.encryption === "none" ? undefined : secret("certificate-authority"));
  const json = <T>(url: string, asked: Asked) => jsonOf<T>(ask, url, asked);
  const api = <T>(path: string) =>
    json<{ data: T }>(`${urls.prometheus}/api/v1/${path}`, asAdmin).then(({ data }) => data);
  return {
    model,
    login,
    urls,
    secret,
    query: async (promql, at) =>
      samples(await api<Vector>(`query?query=${encodeURIComponent(promql)}${at ? `&time=${at}` : ""}`)),
    targets: async () => (await api<ApiTargets>("targets?state=active")).activeTargets.map(target),
    rules: async () => (await api<ApiRules>("rules?type=alert")).groups.flatMap(({ rules }) => rules),
    alerts: async () => (await api<{ alerts: readonly FiringAlert[] }>("alerts")).alerts,
    alertmanagerAlerts: async () =>
      (await json<{ labels: Record<string, string> }[]>(`${urls.alertmanager}/api/v2/alerts`, asAdmin)).map(
        ({ labels }) => labels,
      ),
    mails: () => json<Mail[]>(`${urls.mail}/api/email`, asAdmin),
    history: () => json<AnnotatedRecord[]>(`${urls.application}/alerts`, asAdmin),
    portfolio: () => json(`${urls.application}/portfolio`, asAdmin),
    control: async (action) => {
      const headers = {
        authorization: `Bearer ${secret("exchange-control-token")}`,
        "content-type": "application/json",
      };
      await json(`${urls.exchange}/control`, { method: "POST", headers, body: JSON.stringify({ action }) });
    },
  };
}

const urlsOf = ({ publicUrl }: Model): Platform["urls"] => ({
  prometheus: publicUrl(services.prometheus, "web"),
  alertmanager: publicUrl(services.alertmanager, "web"),
  mail: publicUrl(services.mail, "web"),
  application: publicUrl(services.quantflowApp, "http"),
  nodeRed: publicUrl(services.nodeRed, "web"),
  exchange: publicUrl(services.exchange, "control"),
});

const PATIENCE_MILLISECONDS = 10_000;

/** The body of an answer that is a success; fails with what was answered instead. */
async function jsonOf<T>(ask: Ask, url: string, asked: Asked): Promise<T> {
  const response = await ask(url, { ...asked, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as T;
}

interface Vector {
  readonly result: readonly { readonly metric: Record<string, string>; readonly value: readonly [number, string] }[];
}
const samples = ({ result }: Vector): readonly Sample[] =>
  result.map(({ metric, value: [, text] }) => ({ labels: metric, value: Number(text) }));

interface ApiTargets {
  readonly activeTargets: readonly { readonly labels: { job: string; instance: string }; readonly health: string }[];
}
const target = ({ labels, health }: ApiTargets["activeTargets"][number]): ActiveTarget => ({
  job: labels.job,
  instance: labels.instance,
  health,
});

interface ApiRules {
  readonly groups: readonly { readonly rules: readonly LoadedRule[] }[];
}

/** Fails unless every target that the model declares is scraped well, and no other is there. */
export async function requireAllTargetsUp({ model, targets }: Platform): Promise<void> {
  const wanted = model.targets.map(({ job }) => `${job} up`).sort();
  const seen = (await targets()).map(({ job, health }) => `${job} ${health}`).sort();
  if (JSON.stringify(seen) !== JSON.stringify(wanted)) throw new Error(`targets: ${seen.join(", ")}`);
}
