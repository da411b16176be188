import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markedReview } from "../../../cli/comment/marked-review.ts";
import { placeOf } from "../../../cli/comment/place.ts";
import { imported } from "../../../cli/dashboards/import.ts";
import { jsonOf, versionsOf } from "../../../cli/dashboards/pull-sides.ts";
import { checkerCatalogue } from "../../../cli/promql/catalogue.ts";
import { judged } from "../../../cli/promql/judge.ts";
import { inputsOf } from "../../../cli/promql/read.ts";
import { differsOf } from "../../../cli/review/differs.ts";
import { plansIn } from "../../../cli/review/read.ts";
import { secretStore } from "../../../cli/secrets/store.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { readReport } from "../../../lib/alerting/mutants/trial.ts";
import { readRunbook } from "../../../lib/alerting/runbooks/index.ts";
import { template } from "../../../lib/alerting/texts/template/template.ts";
import { parseDuration } from "../../../lib/metrics/duration.ts";
import { parse } from "../../../lib/promql/parse/parse.ts";
import { html, json, markdown, POLICIES, review, terminal } from "../../../lib/review/index.ts";
import { findingsIn } from "../../../lib/review/secrets/findings.ts";
import { generated } from "../../../lib/services/secret.ts";
import { archiveOf, KEY, opened } from "../../cli/backup/given.ts";
import { playedContext, repository } from "../../cli/fixtures.ts";
import { references } from "../../lib/dashboards/given.ts";
import { kitchenSink } from "../../lib/dashboards/kitchen-sink.ts";
import { fileIn, type Reader } from "../reader.ts";

const inRepository = (...path: readonly string[]): string => readFileSync(join(repository, ...path), "utf8");
const recording = (name: string) => inRepository("test/lib/review/plans/recordings", `${name}.json`);
const golden = (name: string) => inRepository("test/lib/dashboards", `${name}.golden.json`);

const MODEL = modelOf(siteOf({ root: repository, variables: {} }, "local"));
const DIFFERS = differsOf(MODEL);
const CATALOGUE = checkerCatalogue(repository);

const RULES = `groups:
  - name: a
    interval: 30s
    labels: {team: x}
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
      - alert: Down
        expr: up{job=~"a|b"} == 0
        for: 1m
        keep_firing_for: 5m
        labels: {severity: critical}
        annotations: {summary: "{{ $labels.job }} is down for {{ $value | humanizeDuration }}"}
`;
const SCRAPES = `global: {scrape_interval: 15s}
rule_files: [a-01234567.yml]
alerting: {alertmanagers: [{static_configs: [{targets: ["am:9093"]}]}]}
scrape_configs:
  - job_name: redis
    static_configs: [{targets: ["redis:9121"], labels: {a: b}}]
`;
const ROUTES = `route:
  receiver: mail
  routes:
    - matchers: ['severity="critical"']
      receiver: pager
      continue: true
receivers: [{name: mail, email_configs: [{to: a@example.org}]}, {name: pager}]
inhibit_rules: [{source_matchers: ['a="b"'], target_matchers: ['c="d"'], equal: [x]}]
time_intervals: [{name: nights, time_intervals: [{weekdays: [saturday]}]}]
`;
const TOML = 'a = 1\n[b."c d"]\nx = [1, 2.5, "y"]\nt = 2026-01-01T00:00:00Z\n[[e]]\nf = """g\nh"""\n';

/** A plan that changes a file, from the sample to the content and back again. */
const changing = (name: string, before: string, after: string): Buffer => {
  const upload = (content: string) => ({
    name: "x",
    upload: [{ file: `/etc/${name}`, content }],
    config_json: content,
  });
  const change = { actions: ["update"], before: upload(before), after: upload(after), after_unknown: {} };
  const resource = { address: "docker_container.x", mode: "managed", type: "docker_container", name: "x", change };
  return Buffer.from(JSON.stringify({ format_version: "1.2", resource_changes: [resource] }));
};

async function reviewedIn(plan: Buffer, folder: string): Promise<readonly string[]> {
  const stacks = await plansIn([fileIn(folder, "plan.json", plan)], process.stdin);
  const { verdict } = await review(stacks, {
    differs: DIFFERS,
    known: () => undefined,
    policies: POLICIES,
    waivers: [],
    secrets: [],
    today: "2026-11-23",
    cautions: [],
  });
  const view = { paint: (_: string, text: string) => text, width: 80 };
  return [markdown(verdict, { title: "x" }), html(verdict, { title: "x" }), json(verdict), terminal(verdict, view)];
}

/** A file of a plan's container that changes from or to the content. */
const changed = (what: string, name: string, sample: string, sources: readonly string[]): Reader => ({
  what: `${what} that a plan changes`,
  sources,
  samples: [sample],
  async read(content, folder) {
    const text = content.toString("utf8");
    await reviewedIn(changing(name, sample, text), folder);
    await reviewedIn(changing(name, text, sample), folder);
  },
});

const DASHBOARDS = [
  golden("kitchen-sink.v1"),
  golden("kitchen-sink.v2"),
  inRepository("test/lib/dashboards/v1/migrate/seed.json"),
];
const SMALL_ARCHIVE = await archiveOf([[Buffer.from("first")], [Buffer.from("second")]]);

export const DOCUMENTS: readonly Reader[] = [
  {
    what: "a plan",
    sources: ["cli/review/read.ts", "lib/review/plan/read.ts", "lib/review/plan/scan.ts"],
    samples: ["docker-env", "sensitive-variable", "nested-modules", "deposed", "embedded-rules"].map(recording),
    read: reviewedIn,
  },
  changed("rules", "x.rules.yml", RULES, ["lib/alerting/rules/difference/read.ts"]),
  changed("a configuration of Prometheus", "prometheus.yml", SCRAPES, ["lib/services/scrape-difference.ts"]),
  changed("a configuration of Alertmanager", "alertmanager.yml", ROUTES, ["lib/alerting/routing/difference.ts"]),
  changed("a dashboard", "x.json", golden("in-tabs.v2"), [
    "lib/dashboards/diff/differ.ts",
    "lib/dashboards/diff/review.ts",
  ]),
  changed("a TOML file", "x.toml", TOML, ["lib/review/differs/parsed.ts", "lib/review/differs/toml.ts"]),
  {
    what: "a dashboard to be imported",
    sources: ["cli/dashboards/import-json.ts", "cli/dashboards/import-json-fault.ts", "lib/dashboards/reading/any.ts"],
    samples: DASHBOARDS,
    read: (content) => imported("x.json", content.toString("utf8"), { references, catalogue: CATALOGUE }),
  },
  {
    what: "a dashboard to be pulled",
    sources: ["cli/dashboards/pull-sides.ts"],
    samples: DASHBOARDS.slice(0, 2),
    async read(content, folder) {
      const live = fileIn(folder, "live.json", content);
      const found = await jsonOf({ grafana: undefined, live, applied: live }, kitchenSink.uid);
      return versionsOf(kitchenSink, found, references);
    },
  },
  ...[
    ["a rule file to be judged", "x.yml", RULES, "cli/promql/rule-file.ts"] as const,
    ["a dashboard to be judged", "x.json", golden("kitchen-sink.v1"), "cli/promql/dashboard.ts"] as const,
    [
      "expressions to be judged",
      "x",
      'sum by (job) (rate(up{a=~"b|c"}[5m])) > 1\nup # waive a/b: c\n',
      "cli/promql/read.ts",
    ] as const,
  ].map(
    ([what, file, sample, source]): Reader => ({
      what,
      sources: [source, "cli/promql/document.ts"],
      samples: [sample],
      read: (content) => judged(inputsOf(file, content.toString("utf8"), "rule"), CATALOGUE, new Set()),
    }),
  ),
  {
    what: "an expression, a pattern, a duration, a template",
    sources: ["lib/promql/parse/parse.ts", "lib/metrics/duration.ts", "lib/promql/regex/parser.ts"],
    samples: [
      'sum by (job) (rate(up{a=~"b|c"}[5m:1m] offset -1h @ end())) > 1e3',
      "(?i)a[^b-d]{2,3}|\\pL+",
      "1h30m",
      "{{ if $labels.a }}{{ $value | humanize }}{{ end }}",
    ],
    read(content) {
      const text = content.toString("utf8");
      return [parse(text), parseDuration(text), template(text)];
    },
  },
  {
    what: "a runbook",
    sources: ["lib/alerting/runbooks/reader.ts"],
    samples: [inRepository("rules/runbooks/FeedStale.md")],
    read: (content) => readRunbook("FeedStale", content.toString("utf8")),
  },
  {
    what: "what promtool says of trials",
    sources: ["lib/alerting/mutants/trial.ts"],
    samples: ["  FAILED:\n    name: x, alertname: t0_1, time: 1m,\n        exp:[],\n        got:[]\n"],
    read: (content) => readReport({ code: 1, stdout: "", stderr: content.toString("utf8") }),
  },
  {
    what: "a text with secrets",
    sources: ["lib/review/secrets/findings.ts", "lib/review/secrets/assignments.ts"],
    samples: ['password = "hunter2hunter2"\nAKIAIOSFODNN7EXAMPLE\nurl: postgres://a:b@c/d\n'],
    read: (content) => findingsIn(content.toString("utf8")),
  },
  {
    what: "an archive of a backup",
    sources: ["cli/backup/archive/reader.ts", "cli/backup/archive/manifest.ts"],
    samples: [SMALL_ARCHIVE],
    async read(content) {
      const archive = await opened(content, KEY);
      await archive.verify();
    },
  },
  {
    what: "a review to be published",
    sources: ["cli/comment/marked-review.ts"],
    samples: ["<!-- quantflow-review: Review -->\n# Review\n"],
    read: (content, folder) => markedReview(fileIn(folder, "review.md", content)),
  },
  {
    what: "the event of a workflow",
    sources: ["cli/comment/place.ts"],
    samples: ['{"pull_request":{"number":7}}'],
    read(content, folder) {
      const variables = {
        GITHUB_REPOSITORY: "a/b",
        GITHUB_TOKEN: "t",
        GITHUB_EVENT_PATH: fileIn(folder, "event.json", content),
      };
      return placeOf({ ...playedContext().context, variables }, undefined)?.subject;
    },
  },
  {
    what: "a secret of the instance",
    sources: ["cli/secrets/store.ts"],
    samples: ["hunter2\n"],
    read(content, folder) {
      const store = secretStore({ directory: folder, variables: {}, random: (size) => Buffer.alloc(size, 1) });
      store.ensure(generated("x"));
      fileIn(join(folder, "secrets"), "x", content);
      return store.find(generated("x"));
    },
  },
];
