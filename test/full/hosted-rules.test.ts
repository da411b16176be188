import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { CliError } from "../../cli/errors.ts";
import { push } from "../../cli/rules.ts";
import { seconds } from "../../lib/metrics/units.ts";
import { assemble } from "../../stacks/assemble.ts";
import type { Environment } from "../../stacks/environment.ts";
import { fault } from "../../stacks/environments/fault.ts";
import { grafanaCloud, onMimir } from "../../stacks/environments/grafana-cloud.ts";
import { prometheusFiles } from "../../stacks/files.ts";
import { hostedRules } from "../../stacks/grafana-cloud.ts";
import { instanceFrom } from "../../stacks/instance.ts";
import type { Model } from "../../stacks/model.ts";
import { single } from "../../stacks/profiles/single.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { playedContext } from "../cli/fixtures.ts";
import { MOST_RULES, mimir, type RunningMimir } from "./hosted/mimir.ts";
import { prometheus } from "./hosted/prometheus.ts";
import { until } from "./kubernetes/until.ts";

const RULES = "/prometheus/config/v1/rules";
const modelOf = (environment: Environment): Model =>
  assemble({ environment, instance: instanceFrom({}, "/nowhere", environment.name), resolution: UNRESOLVED });

let server: RunningMimir;
beforeAll(async () => {
  server = await mimir();
});
afterAll(() => server.stop());

/** Runs `rules push` as a person would, on the tenant. */
async function pushed(tenant: string, ...options: readonly "dry-run"[]) {
  const variables = { MIMIR_ADDRESS: server.url, MIMIR_TENANT_ID: tenant, MIMIR_API_KEY: "a-token" };
  const played = playedContext({ variables });
  const values = { environment: "grafana-cloud", "dry-run": options.includes("dry-run"), remove: false, json: true };
  const code = await push.run(played.context, values, []);
  const { namespace, ...names } = JSON.parse(played.printed());
  return {
    code,
    namespace,
    counts: Object.fromEntries(Object.entries(names).map(([kind, list]) => [kind, (list as string[]).length])),
  };
}

async function ask(tenant: string, path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(server.url + path, { ...init, headers: { "x-scope-orgid": tenant } });
  expect(response.status, `${path}: ${response.statusText}`).toBeLessThan(300);
  return response.text();
}

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}
type Listed = Readonly<
  Record<string, readonly { readonly name: string; readonly interval: string; readonly rules: readonly Rule[] }[]>
>;

const listed = async (tenant: string): Promise<Listed> => parse(await ask(tenant, RULES));

describe("the rules in a real Mimir", () => {
  const model = modelOf(grafanaCloud);
  const groups = model.groups.length;

  it("are told before they are written, written once, and left alone afterwards", async () => {
    const none = { create: 0, replace: 0, remove: 0, unchanged: 0 };
    expect(await pushed("first", "dry-run")).toEqual({
      code: 2,
      namespace: "quantflow",
      counts: { ...none, create: groups },
    });
    expect(await listed("first")).toEqual({});
    expect(await pushed("first")).toMatchObject({ code: 0, counts: { ...none, create: groups } });
    expect(await pushed("first")).toMatchObject({ code: 0, counts: { ...none, unchanged: groups } });
    expect(await pushed("first", "dry-run")).toMatchObject({ code: 0, counts: { ...none, unchanged: groups } });
  });

  it("read back with every expression to the byte as promtool proved it", async () => {
    const { quantflow = [] } = await listed("first");
    const expressions = quantflow.map(({ name, rules }) => [name, rules.map(({ expr }) => expr)]);
    const ours = model.groups.map(({ name, recordings, alerts }) => [
      name,
      [...recordings.map(({ of }) => of.promql), ...alerts.map(({ condition }) => condition.promql)],
    ]);
    expect(new Map(expressions as [string, string[]][])).toEqual(new Map(ours as [string, string[]][]));
    expect(ours.flatMap(([, list]) => list).length).toBeGreaterThan(60);
    expect(new Set(quantflow.map(({ interval }) => interval))).toEqual(new Set(["15s"]));
  });

  it("are mended where somebody changed, deleted or added some, and nobody else's namespace is touched", async () => {
    const foreign = stringify({ name: "theirs", rules: [{ alert: "Theirs", expr: "vector(1)" }] });
    const post = (namespace: string, body: string) => ask("first", `${RULES}/${namespace}`, { method: "POST", body });
    await post("others", foreign);
    await post("quantflow", foreign);
    await ask("first", `${RULES}/quantflow/feed`, { method: "DELETE" });
    await post("quantflow", stringify({ name: "host", rules: [{ alert: "Weakened", expr: "vector(0) > 1" }] }));
    expect(await pushed("first")).toMatchObject({
      counts: { create: 1, replace: 1, remove: 1, unchanged: groups - 2 },
    });
    const { others, quantflow } = await listed("first");
    expect(others).toEqual([{ name: "theirs", rules: [{ alert: "Theirs", expr: "vector(1)" }] }]);
    expect(quantflow?.map(({ name }) => name).sort()).toEqual(model.groups.map(({ name }) => name).sort());
  });

  it("are refused in the ruler's own words where a group is over the tenant's limit, with what was done before", async () => {
    const tooMany = {
      ...model,
      groups: model.groups.map((group) => ({
        ...group,
        alerts: Array.from({ length: MOST_RULES + 1 }, () => group.alerts[0]),
      })),
    };
    const { pushRules } = await import("../../cli/hosted/push.ts");
    const { rulerNamespace } = await import("../../cli/hosted/ruler.ts");
    const { mimirServer } = await import("../../cli/hosted/access.ts");
    const { context } = playedContext();
    const at = mimirServer({ url: server.url, tenant: "limited" }, { MIMIR_API_KEY: "a-token" });
    const [first] = hostedRules(model);
    const [, second] = hostedRules(tooMany as Model);
    const task = { note: () => {}, done: () => {}, fail: () => {} };
    const push = pushRules(
      rulerNamespace(context, at, "quantflow"),
      [first, second] as never,
      { known: [], remove: false },
      task,
    );
    const error = await push.then(
      () => undefined,
      (found: unknown) => found,
    );
    expect(error).toBeInstanceOf(CliError);
    expect(error).toMatchObject({
      code: "hosted/half-pushed",
      message: expect.stringMatching(/limit: 100[\s\S]*Done before: create availability\. Not done: create feed\./),
    });
    expect((await listed("limited"))["quantflow"]?.map(({ name }) => name)).toEqual(["availability"]);
  });
});

/** The environment, for a Mimir of one's own: its ground and its agent, which take samples at another path. */
const onOwnMimir: Environment = onMimir({ push: "/api/v1/push" });

describe("an alert of the hosted ruler", () => {
  const quick = { pace: fault.pace, interval: seconds(3), scrapeTimeout: seconds(3), retention: fault.retention };
  const hosted = modelOf({ ...onOwnMimir, ...quick });
  // The same services, watched by a Prometheus that evaluates the rules itself.
  const local = modelOf({ ...grafanaCloud, ...quick, profile: { ...single, alertmanagers: [] } });

  it("fires of what an agent sends, with the labels that it has on Docker", { timeout: 400_000 }, async () => {
    const agent = await prometheus(
      new Map([
        ...withoutSecrets(prometheusFiles(hosted)),
        ["prometheus.yml", sentTo(server.url, prometheusFiles(hosted))],
      ]),
      "--agent",
      "--storage.agent.path=data",
    );
    const alone = await prometheus(withoutSecrets(prometheusFiles(local)), "--storage.tsdb.path=data");
    try {
      for (const { text } of hostedRules(hosted))
        await ask("agent", `${RULES}/quantflow`, { method: "POST", body: text });
      const external = { environment: "grafana-cloud" };
      await until("the same alerts", 300, async () => {
        const here = (await firing(`${alone.url}/api/v1/alerts`)).map((labels): Labels => ({ ...labels, ...external }));
        const there = await firing(`${server.url}/prometheus/api/v1/alerts`);
        expect(here.map(nameOf)).toEqual(expect.arrayContaining(["ServiceDown", "Watchdog"]));
        const ours = here.filter((labels) => !ONLY_OF_A_PROMETHEUS.has(nameOf(labels)));
        expect(sorted(there)).toEqual(sorted(ours));
        return true;
      });
    } finally {
      await Promise.all([agent.stop(), alone.stop()]);
    }
  });
});

/** What a Prometheus without an Alertmanager tells of itself, and an agent cannot. */
const ONLY_OF_A_PROMETHEUS = new Set([
  "NoAlertmanager",
  "NotificationsDropped",
  "NotificationsFailing",
  "RuleEvaluationFailures",
]);

type Labels = Readonly<Record<string, string>>;

async function firing(url: string): Promise<readonly Labels[]> {
  const response = await fetch(url, { headers: { "x-scope-orgid": "agent" } });
  const { data } = (await response.json()) as {
    readonly data: { readonly alerts: readonly { readonly state: string; readonly labels: Labels }[] };
  };
  return data.alerts.filter(({ state }) => state === "firing").map(({ labels }) => labels);
}

const nameOf = (labels: Labels): string => labels["alertname"] ?? "";

const sorted = (all: readonly Labels[]): readonly string[] =>
  all.map((labels) => JSON.stringify(Object.entries(labels).sort())).sort();

/** Nothing runs that could be scraped, so no login is asked for; what is left out is the path of a secret's file. */
const withoutSecrets = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].map(([name, text]) => [name, name === "prometheus.yml" ? stringify(bare(parse(text))) : text]));

interface Configuration {
  readonly scrape_configs: readonly Readonly<Record<string, unknown>>[];
  readonly remote_write?: readonly {
    readonly url: string;
    readonly basic_auth: { readonly username: string; readonly password_file: string };
  }[];
}
const bare = (configuration: Configuration): object => ({
  ...configuration,
  scrape_configs: configuration.scrape_configs.map(({ authorization: _a, basic_auth: _b, ...rest }) => rest),
});

/** As it is shipped but for where the store is, and where its password lies. */
const sentTo = (url: string, files: ReadonlyMap<string, string>): string => {
  const { remote_write = [], ...configuration } = bare(parse(files.get("prometheus.yml") ?? "")) as Configuration;
  const [write] = remote_write;
  if (write === undefined) throw new Error("The agent is told nowhere to write to");
  const { password_file: _file, ...login } = write.basic_auth;
  return stringify({
    ...configuration,
    remote_write: [
      { ...write, url: url + new URL(write.url).pathname, basic_auth: { ...login, password: "a-token" }, ...TENANT },
    ],
  });
};

/** What a gateway makes of the login, and a Mimir of one's own reads. */
const TENANT = { headers: { "X-Scope-OrgID": "agent" } };
