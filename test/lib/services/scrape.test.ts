import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { days, gibibytes, mebibytes, minutes, seconds } from "../../../lib/metrics/units.ts";
import { address } from "../../../lib/services/address.ts";
import { nothingEncrypted } from "../../../lib/services/encryption.ts";
import { blackboxConfiguration, type ProbeModule } from "../../../lib/services/probes.ts";
import { type PrometheusConfiguration, prometheusConfiguration, scrapeSecrets } from "../../../lib/services/scrape.ts";
import { generated } from "../../../lib/services/secret.ts";
import type { Service } from "../../../lib/services/service.ts";
import { type Target, target } from "../../../lib/services/target.ts";
import { BUILDING } from "../../support/tools.ts";
import { withFiles } from "../../support/with-files.ts";

const serving = <const P extends string>(name: string, ports: Record<P, number>): Service<P> =>
  ({ name, ports }) as Service<P>;
const app = serving("app", { admin: 9464 });
const prober = serving("prober", { metrics: 9115 });
const editor = serving("editor", { web: 1880 });
const mail = serving("mail", { smtp: 1025 });
const alertmanager = serving("alertmanager", { web: 9093 });

const limits = { samples: 500, labels: 40, bodyBytes: mebibytes(2).value, targets: 3 };
const password = generated("scrape-password");
const basic = { kind: "basic", user: "scrape", password } as const;
const appTarget = target({
  job: "app",
  at: address(app, "admin", "/metrics"),
  credentials: { kind: "bearer", token: generated("metrics-token") },
  limits,
});
const probe = (job: string, of: Target["at"], module: ProbeModule) =>
  target({ job, at: address(prober, "metrics", "/probe"), credentials: basic, limits, probe: { of, module } });

const given: PrometheusConfiguration = {
  targets: [
    appTarget,
    probe("editor", address(editor, "web", "/auth/login"), "http_login"),
    probe("mail", address(mail, "smtp", ""), "smtp_banner"),
  ],
  interval: seconds(15),
  timeout: seconds(10),
  externalLabels: { environment: "test" },
  ruleFiles: ["rules/feed-1a2b3c4d.yml"],
  alertmanagers: [{ at: address(alertmanager, "web"), credentials: basic }],
  isEncrypted: nothingEncrypted,
  retention: { time: days(15), size: gibibytes(4) },
};
const written = parse(prometheusConfiguration(given));
const replicated: PrometheusConfiguration = {
  ...given,
  replica: "b",
  alertmanagers: [...given.alertmanagers, { at: address(serving("alertmanager-b", { web: 9093 }), "web") }],
  remoteWrite: [{ name: "archive", url: "http://receive:19291/api/v1/receive", credentials: basic }],
};
const job = (name: string) => written.scrape_configs.find((one: { job_name: string }) => one.job_name === name);

describe("prometheus.yml", () => {
  it("has one interval for scrapes and evaluations, and asks for the metrics that tell a limit", () => {
    expect(written.global).toEqual({
      scrape_interval: "15s",
      scrape_timeout: "10s",
      evaluation_interval: "15s",
      external_labels: { environment: "test" },
      extra_scrape_metrics: true,
    });
  });

  it("bounds what is kept by age and by size", () => {
    expect(written.storage).toEqual({ tsdb: { retention: { time: "15d", size: "4096MB" } } });
  });

  it("names each rule file, and Alertmanager with its login", () => {
    expect(written.rule_files).toEqual(["rules/feed-1a2b3c4d.yml"]);
    expect(written.alerting).toEqual({
      alertmanagers: [
        {
          basic_auth: { username: "scrape", password_file: "/run/secrets/scrape-password" },
          static_configs: [{ targets: ["alertmanager:9093"] }],
        },
      ],
    });
  });

  it("gives a job its limits, and its token by file", () => {
    expect(job("app")).toEqual({
      job_name: "app",
      authorization: { credentials_file: "/run/secrets/metrics-token" },
      sample_limit: 500,
      label_limit: 40,
      label_name_length_limit: 128,
      label_value_length_limit: 1024,
      body_size_limit: "2MB",
      target_limit: 3,
      static_configs: [{ targets: ["app:9464"], labels: { __metrics_path__: "/metrics" } }],
    });
  });

  it("sends a probe through the prober, under the name of what is probed", () => {
    expect(job("editor").static_configs).toEqual([
      {
        targets: ["prober:9115"],
        labels: {
          __metrics_path__: "/probe",
          instance: "editor:1880",
          __param_module: "http_login",
          __param_target: "http://editor:1880/auth/login",
        },
      },
    ]);
  });

  it("asks the bare address where there is no path", () => {
    expect(job("mail").static_configs[0].labels.__param_target).toBe("mail:1025");
  });

  it("keeps a target's own interval", () => {
    const [slow] = parse(
      prometheusConfiguration({ ...given, targets: [{ ...appTarget, interval: minutes(1) }] }),
    ).scrape_configs;
    expect(slow.static_configs[0].labels.__scrape_interval__).toBe("1m");
  });

  it("puts the replicas of a job side by side", () => {
    const replica = { ...appTarget, at: address(serving("app-2", { admin: 9464 }), "admin", "/metrics") };
    const [config, ...others] = parse(
      prometheusConfiguration({ ...given, targets: [appTarget, replica] }),
    ).scrape_configs;
    expect(others).toEqual([]);
    expect(config.static_configs.map(({ targets }: { targets: string[] }) => targets)).toEqual([
      ["app:9464"],
      ["app-2:9464"],
    ]);
  });

  it("fails when replicas differ in what Prometheus keeps by job", () => {
    const other = { ...appTarget, limits: { ...limits, samples: 1 } };
    expect(() => prometheusConfiguration({ ...given, targets: [appTarget, other] })).toThrow(
      expect.objectContaining({ code: "services/targets-differ" }),
    );
  });

  it("fails when a scrape may outlast its interval", () => {
    expect(() => prometheusConfiguration({ ...given, timeout: seconds(16) })).toThrow(
      "a scrape may take 16 s but the next one starts after 15 s: Prometheus refuses that",
    );
  });

  it("needs the files of every credential, once", () => {
    expect(Object.keys(scrapeSecrets(given)).sort()).toEqual(["metrics-token", "scrape-password"]);
  });

  it(
    "passes promtool's check",
    async () => {
      const files = new Map([["prometheus.yml", prometheusConfiguration({ ...given, ruleFiles: [] })]]);
      const outcome = await withFiles("promtool", files, ["check", "config", "--syntax-only", "prometheus.yml"]);
      expect(outcome.code, outcome.stderr).toBe(0);
    },
    BUILDING,
  );
});

describe("blackbox.yml", () => {
  it("calls an editor without a login down", () => {
    const [expected] = parse(blackboxConfiguration()).modules.http_login.http.fail_if_body_not_matches_regexp;
    expect('{"type":"credentials","prompts":[]}').toMatch(new RegExp(expected));
    expect("{}").not.toMatch(new RegExp(expected));
  });

  it(
    "passes the prober's own check",
    async () => {
      const files = new Map([["blackbox.yml", blackboxConfiguration()]]);
      const outcome = await withFiles("blackbox_exporter", files, ["--config.check", "--config.file=blackbox.yml"]);
      expect(outcome.code, outcome.stderr).toBe(0);
    },
    BUILDING,
  );
});

describe("prometheus.yml of one of several alike", () => {
  const replica = parse(prometheusConfiguration(replicated));

  it("says in every series which it is, and in no alert", () => {
    expect(replica.global.external_labels).toEqual({ environment: "test", replica: "b" });
    expect(replica.alerting.alert_relabel_configs).toEqual([{ action: "labeldrop", regex: "replica" }]);
  });

  it("hands its alerts to every Alertmanager", () => {
    const hosts = replica.alerting.alertmanagers.map((one: { static_configs: unknown }) => one.static_configs);
    expect(hosts).toEqual([[{ targets: ["alertmanager:9093"] }], [{ targets: ["alertmanager-b:9093"] }]]);
  });

  it("sends its samples to the store, as whom the store knows", () => {
    expect(replica.remote_write).toEqual([
      {
        name: "archive",
        url: "http://receive:19291/api/v1/receive",
        basic_auth: { username: "scrape", password_file: "/run/secrets/scrape-password" },
      },
    ]);
  });

  it("differs in nothing else from the only one", () => {
    const { remote_write: _, alerting: __, global: ___, ...rest } = replica;
    const { alerting: ____, global: _____, ...alone } = written;
    expect(rest).toEqual(alone);
  });
});
