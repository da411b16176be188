import type { Run } from "../cli/run.ts";
import { basic, prometheus, type Sample } from "../cli/stack/prometheus.ts";
import { adminLogin, modelOf, type Site } from "../cli/stack/site.ts";
import type { Names } from "../lib/renderings/docker/names.ts";
import type { Service } from "../lib/services/service.ts";
import type { Model } from "../stacks/model.ts";
import { secrets } from "../stacks/secrets.ts";
import * as services from "../stacks/services/index.ts";
import { type Ask, asking } from "./asking.ts";
import { dockerFailed } from "./errors.ts";

export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly state: "pending" | "firing";
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

export interface HistoryRecord {
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert as Alertmanager holds it. */
export interface RoutedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly inhibitedBy: readonly string[] };
}

/** A running instance to break things in, and to ask what it says of that. Whoever is broken does not answer. */
export interface Stage {
  readonly model: Model;
  readonly names: Names;
  /** Answers what it printed; fails with its words. */
  docker(args: readonly string[]): Promise<string>;
  /** Names of the networks that it is on. */
  networksOf(service: Service): Promise<readonly string[]>;
  /** An action of the simulated exchange. */
  control(action: Readonly<Record<string, unknown>>): Promise<void>;
  sql(query: string): Promise<string>;
  query(promql: string): Promise<readonly Sample[]>;
  /** The values of the one series that a range vector has; none where there is none. */
  values(range: string): Promise<readonly number[]>;
  /** Jobs of targets that cannot be scraped. */
  downTargets(): Promise<readonly string[]>;
  alerts(): Promise<readonly FiringAlert[]>;
  routed(): Promise<readonly RoutedAlert[]>;
  mails(): Promise<readonly Mail[]>;
  forgetMails(): Promise<void>;
  history(): Promise<readonly HistoryRecord[]>;
  /** What the application reckons that it has, in USDT. */
  cash(): Promise<number>;
  /** Milliseconds since the epoch. */
  now(): number;
  pause(milliseconds: number): Promise<void>;
}

interface World {
  readonly run: Run;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** The stage that a command of this folder would speak to. It has to be up. */
export function stageOf(site: Site, { run, now, pause }: World): Stage {
  const model = modelOf(site);
  const login = adminLogin(site);
  const ask = asking(basic(login));
  const token = site.store.find(secrets.exchangeControl) ?? "";
  const docker = async (args: readonly string[]) => {
    const { code, stdout, stderr } = await run("docker", args);
    if (code !== 0) throw dockerFailed(args, stderr.trim());
    return stdout;
  };
  const inspected = async (service: Service, format: string) =>
    (await docker(["inspect", "--format", format, site.names.container(service)])).trim();
  return {
    ...asked(model, ask, prometheus(model.publicUrl(services.prometheus, "web"), login)),
    model,
    names: site.names,
    docker,
    now,
    pause,
    networksOf: async (service) =>
      (await inspected(service, "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}\n{{end}}")).split("\n"),
    control: async (action) => {
      await asking(`Bearer ${token}`)(`${model.publicUrl(services.exchange, "control")}/control`, action);
    },
    sql: async (query) => (await docker(["exec", site.names.container(services.timescaledb), ...PSQL, query])).trim(),
  };
}

const PSQL = ["psql", "-U", "postgres", "-d", "quantflow", "-tAc"];

type Asked = Pick<
  Stage,
  "query" | "values" | "downTargets" | "alerts" | "routed" | "mails" | "forgetMails" | "history" | "cash"
>;

interface RangeAnswer {
  readonly data: { readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[] };
}

function asked({ publicUrl }: Model, ask: Ask, { query, targets }: ReturnType<typeof prometheus>): Asked {
  const prometheusUrl = publicUrl(services.prometheus, "web");
  const mailUrl = `${publicUrl(services.mail, "web")}/api/email`;
  const applicationUrl = publicUrl(services.quantflowApp, "http");
  return {
    query,
    values: async (range) => {
      const { data } = await ask<RangeAnswer>(`${prometheusUrl}/api/v1/query?query=${encodeURIComponent(range)}`);
      return (data.result[0]?.values ?? []).map(([, value]) => Number(value));
    },
    downTargets: async () => (await targets()).filter(({ health }) => health !== "up").map(({ job }) => job),
    alerts: async () =>
      (await ask<{ data: { alerts: readonly FiringAlert[] } }>(`${prometheusUrl}/api/v1/alerts`)).data.alerts,
    routed: () => ask(`${publicUrl(services.alertmanager, "web")}/api/v2/alerts`),
    mails: () => ask(mailUrl),
    forgetMails: async () => {
      await ask(`${mailUrl}/all`, "delete");
    },
    history: () => ask(`${applicationUrl}/alerts`),
    cash: async () => Number((await ask<{ cash: string }>(`${applicationUrl}/portfolio`)).cash),
  };
}
