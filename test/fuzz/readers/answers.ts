import { vi } from "vitest";
import { z } from "zod";
import { delivered } from "../../../cli/alerts/deliveries.ts";
import { contentsOf } from "../../../cli/backup/database.ts";
import { observe } from "../../../cli/catalogue/observe.ts";
import { parsed as answerOf } from "../../../cli/comment/ask.ts";
import { dashboardInGrafana } from "../../../cli/dashboards/grafana.ts";
import { guardNotificationPolicy } from "../../../cli/hosted/policy-guard.ts";
import { pushRoutes } from "../../../cli/hosted/routes.ts";
import { rulerNamespace } from "../../../cli/hosted/ruler.ts";
import { goNewest } from "../../../cli/outdated/go.ts";
import { npmNewest } from "../../../cli/outdated/npm.ts";
import { imageNewest } from "../../../cli/outdated/registry.ts";
import { historyAt } from "../../../cli/review/backtest-history.ts";
import { prometheus } from "../../../cli/stack/prometheus.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { asking } from "../../../faults/asking.ts";
import { NotTold } from "../../../lib/alerting/backtest/index.ts";
import { canonical } from "../../../lib/alerting/rules/ruler.ts";
import { askAt } from "../../../lib/dashboards/emptiness/ask.ts";
import { ended, fakeRun, playedContext, repository } from "../../cli/fixtures.ts";
import { answering, type Reader } from "../reader.ts";

const NOBODY = "http://127.0.0.1:9";
const LOGIN = { user: "admin", password: "x" };
const SERVER = { url: NOBODY, headers: {}, token: "t", variable: "TOKEN", api: "the API", patience: 1_000 };

/** Whoever asks over HTTP while it works hears the content. */
async function hearing<T>(content: Buffer, work: () => Promise<T>): Promise<T> {
  vi.stubGlobal("fetch", answering(content));
  try {
    return await work();
  } finally {
    vi.unstubAllGlobals();
  }
}
const printing = (content: Buffer) => fakeRun(() => ended(content.toString("utf8"))).run;

const CLOUD = modelOf(siteOf({ root: repository, variables: {} }, "grafana-cloud"));

const TARGETS = JSON.stringify({
  data: {
    activeTargets: [{ labels: { job: "a", instance: "b" }, health: "up", lastError: "" }],
    alerts: [{ labels: { alertname: "A" }, state: "firing", activeAt: "2026-01-01T00:00:00Z" }],
    result: [{ metric: { __name__: "up" }, value: [1, "1"] }],
  },
});
const VECTOR = '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1,"+Inf"]}]}}';
const MATRIX =
  '{"status":"success","data":{"yaml":"global:\\n  evaluation_interval: 15s\\n","result":[{"metric":{"a":"b"},"values":[[1,"1"],[2,"2"]]}]}}';
const RULER =
  "quantflow:\n  - name: a\n    interval: 15s\n    rules:\n      - alert: A\n        expr: up == 0\n        for: 1m\n";
const HOSTED =
  "template_files:\n  a.tmpl: x\nalertmanager_config: |\n  route: {receiver: mail}\n  receivers: [{name: mail}]\n";
const POLICY =
  '{"receiver":"mail","group_by":["a"],"routes":[{"receiver":"b","object_matchers":[["a","=","b"]],"continue":true}]}';
const DATABASE =
  'quantflow:server {"name":"q","server":"17.2","extensions":{"plpgsql":"1.0"}}\nquantflow:table {"table":"quantflow.trades","rows":3,"sum":"-7"}\n';
const EXPOSITION =
  'HTTP/1.0 200 OK\r\n\r\n# HELP a_total b\\nc\n# TYPE a_total counter\na_total{x="y\\"z"} 1\n# TYPE h histogram\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n';
const DELIVERIES = 'alertmanager_notification_requests_total{integration="slack"} 7\n';
const GRAFANA = JSON.stringify({
  namespace: "default",
  kind: "Dashboard",
  metadata: { name: "a", generation: 2, annotations: {} },
  spec: { title: "A", elements: {} },
  items: [{ metadata: { generation: 1, annotations: { "grafana.app/message": "x" } }, spec: {} }],
  dashboard: { uid: "a", title: "A", version: 2, panels: [] },
  versions: [{ id: 1, version: 1, message: "x" }],
});

/** What a backtest cannot be told is no failure of it. */
async function unlessNotTold<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotTold) return undefined;
    throw error;
  }
}

export const ANSWERS: readonly Reader[] = [
  {
    what: "what Prometheus answers a command",
    sources: ["cli/stack/prometheus.ts"],
    samples: [TARGETS],
    async read(content) {
      const asked = prometheus(NOBODY, LOGIN, answering(content));
      const all = await Promise.allSettled([asked.targets(), asked.alerts(), asked.query("up")]);
      const failed = all.find((one) => one.status === "rejected");
      if (failed) throw failed.reason;
    },
  },
  {
    what: "what Prometheus answers who looks for empty panels",
    sources: ["lib/dashboards/emptiness/ask.ts"],
    samples: [VECTOR, '{"data":{"resultType":"scalar","result":[1,"NaN"]}}'],
    read: (content) => hearing(content, () => askAt({ url: NOBODY }, 0)("up")),
  },
  {
    what: "what Prometheus remembers",
    sources: ["cli/review/backtest-history.ts", "cli/review/backtest-request.ts"],
    samples: [MATRIX],
    async read(content) {
      const history = historyAt({ url: NOBODY, login: undefined }, new AbortController().signal, answering(content));
      await unlessNotTold(history.range("up", { first: 0, last: 60_000, interval: 15_000 }));
      await unlessNotTold(history.has("up", 0, 1));
      await unlessNotTold(history.evaluationInterval());
    },
  },
  {
    what: "what a faults' run is answered",
    sources: ["faults/asking.ts"],
    samples: [VECTOR],
    read: (content) => hearing(content, () => asking("Basic x")(NOBODY)),
  },
  {
    what: "a ruler's list of rules",
    sources: ["cli/hosted/ruler.ts", "lib/alerting/rules/ruler.ts"],
    samples: [RULER, "{}"],
    read: (content) =>
      hearing(content, async () =>
        (await rulerNamespace(playedContext().context, SERVER, "quantflow").list()).map(canonical),
      ),
  },
  {
    what: "the configuration of a hosted Alertmanager",
    sources: ["cli/hosted/routes.ts", "lib/alerting/routing/hosted.ts"],
    samples: [HOSTED],
    read: (content) =>
      hearing(content, () =>
        pushRoutes(playedContext().context, SERVER, {
          ours: { templates: {}, text: "x" },
          owner: { instance: "quantflow", environment: "local" },
          ...{ secrets: [], overwrite: true, dry: true },
        }),
      ),
  },
  {
    what: "the notification policy of a Grafana",
    sources: ["cli/hosted/policy-guard.ts"],
    samples: [POLICY.replace("{", '{"provenance":"api",')],
    read(content) {
      const { context } = playedContext({ variables: { GRAFANA_AUTH: "token" } });
      const { ground } = CLOUD.environment;
      if (ground.kind !== "hosted-grafana") throw new Error("the cloud has no Grafana of others");
      const local = { ...ground, grafana: NOBODY };
      return hearing(content, () => guardNotificationPolicy(context, CLOUD, local, "overwrite"));
    },
  },
  {
    what: "a dashboard that Grafana has",
    sources: ["cli/dashboards/grafana.ts", "cli/dashboards/grafana-ask.ts"],
    samples: [GRAFANA],
    read: (content) =>
      hearing(content, () =>
        dashboardInGrafana(
          { url: NOBODY, auth: undefined, signal: new AbortController().signal, patience: 1_000 },
          "a",
        ),
      ),
  },
  {
    what: "what a forge answers",
    sources: ["cli/comment/ask.ts", "cli/comment/github.ts", "cli/comment/gitlab.ts"],
    samples: ['[{"id":1,"body":"x"}]'],
    read: (content) =>
      answerOf(
        { asked: "GET x", headers: new Headers(), text: content.toString("utf8") },
        z.array(z.object({ id: z.number(), body: z.string().nullish() })),
      ),
  },
  {
    what: "what Alertmanager counts as delivered",
    sources: ["cli/alerts/deliveries.ts"],
    samples: [DELIVERIES],
    read: (content) => delivered(content.toString("utf8"), "slack"),
  },
  {
    what: "what stands in a database",
    sources: ["cli/backup/database.ts"],
    samples: [DATABASE],
    read: (content) =>
      contentsOf({ run: printing(content) }, { container: "db", database: "quantflow", superuser: "postgres" }),
  },
  {
    what: "what a target exposes",
    sources: ["cli/catalogue/observe.ts", "cli/catalogue/scrape.ts", "lib/metrics/recording.ts"],
    samples: [EXPOSITION],
    read: (content) =>
      observe(
        { run: printing(content), container: "prometheus", store: { find: () => "x" } },
        { query: async () => [] },
        CLOUD.targets.slice(0, 1),
      ),
  },
  {
    what: "what Go knows of newer modules",
    sources: ["cli/outdated/go.ts"],
    samples: ['{\n"Path":"a","Version":"v1.2.3"\n}\n{\n"Path":"b","Error":{"Err":"x"}\n}\n'],
    read: (content) => goNewest({ run: printing(content), variables: {}, signal: new AbortController().signal }, []),
  },
  {
    what: "what npm knows of newer packages",
    sources: ["cli/outdated/npm.ts"],
    samples: ['{"zod":{"current":"4.0.0","wanted":"4.0.0","latest":"4.1.0"}}', '{"error":{"summary":"x"}}', ""],
    read: (content) =>
      npmNewest(
        { run: printing(content), root: repository, variables: {}, signal: new AbortController().signal },
        ".",
        [{ kind: "npm", name: "zod", pinned: "4.0.0", where: "package.json" }],
      ),
  },
  {
    what: "what a registry has of an image",
    sources: ["cli/outdated/registry.ts", "cli/outdated/version.ts"],
    samples: ['{"name":"a","tags":["v1.2.3","v1.3.0"],"token":"x"}'],
    read: (content) =>
      imageNewest(async () => new Response(new Uint8Array(content), { headers: { link: "" } }), {
        kind: "image",
        name: "quay.io/a/b",
        pinned: "v1.2.3",
        where: "stacks/versions.ts",
      }),
  },
];
